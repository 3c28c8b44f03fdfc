//! Runs the blocks of a page in one shell, and compares what each printed with the block after it.

use std::{fmt::Write as _, fs};

use crate::{
    book::{Block, Language},
    is_run, pattern,
    stage::Stage,
};

/// Runs the blocks in their order. What a terminal would show of each goes into a file of its own.
pub(crate) fn run(stage: &Stage, blocks: &[Block]) {
    let is_command = |block: &&Block| block.language == Language::Shell && is_run(block);
    let script = script(stage, blocks.iter().filter(is_command).collect());
    let output = stage.run(&script);
    let last = blocks.iter().rfind(|block| stage.log(block).exists());
    let place = last.map_or("the beginning", |block| &block.place);
    let printed = last.map(|block| printed(stage, block)).unwrap_or_default();
    assert!(output.status.success(), "{place} failed ({}):\n{printed}", output.status);
    for (command, shown) in blocks.iter().zip(blocks.iter().skip(1)) {
        if shown.language == Language::Output && shown.follows_directly && is_command(&command) {
            let printed = self::printed(stage, command);
            let same = pattern::matches(&shown.text, &printed);
            assert!(same, "{} is not what came out:\n{printed}", shown.place);
        }
    }
}

fn script(stage: &Stage, commands: Vec<&Block>) -> String {
    commands.into_iter().fold(String::new(), |mut script, block| {
        let log = stage.log(block);
        write!(script, "exec > '{}' 2>&1\n{}", log.display(), block.text).unwrap();
        script
    })
}

/// What a block printed, with the addresses that the guide uses in place of the demo's.
fn printed(stage: &Stage, block: &Block) -> String {
    let printed = fs::read_to_string(stage.log(block)).unwrap();
    assert!(!printed.contains(stage.secret()), "{} printed the secret", block.place);
    let printed = printed.replace(&stage.identity.base_url(), "https://itsyou.online");
    printed.replace(&stage.api.base_url(), "https://cockpit.example/api")
}
