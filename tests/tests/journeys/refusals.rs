//! People who are not members are told so, and what they are.

use tests::{World, journey};

#[test]
fn carol_and_eve_are_told_why_they_are_refused() {
    journey(async |stage| {
        let world = World::start().await;

        // eve is in no organization: her token would grant nothing.
        let eve = stage.browser().await;
        eve.open_page(&world).await;
        eve.set_out().await;
        eve.sign_in("eve").await;
        let sentence = "The identity server granted nothing of user:memberof:moehaha.";
        eve.sees_failure("nothing-granted", sentence, "Try again").await;
        eve.sees("You are not a member of moehaha. Ask one of its owners for an invitation").await;

        // The dialog comes back as it was filled in, and with her name she gets a token that the
        // Cockpit refuses, as the page foretells.
        eve.click("button", "Try again").await;
        assert_eq!(eve.value("Scope").await, "user:memberof:moehaha");
        eve.click("button", "user:name").await;
        assert_eq!(eve.value("Scope").await, "user:memberof:moehaha, user:name");
        eve.click("button", "Confirm").await;
        eve.click("button", "Allow").await;
        eve.sees("Refused by moehaha: the token does not say that you are a member of moehaha")
            .await;
        eve.sees("You are not a member of moehaha.").await;
        let (status, answer) = world.cockpit_says(&eve.token().await).await;
        assert_eq!(status, 401, "{answer}");

        // carol belongs to a part of it only.
        let carol = stage.browser().await;
        carol.open_page(&world).await;
        carol.ask().await;
        carol.click("button", "user:memberof:moehaha.team").await;
        carol.click("button", "Confirm").await;
        carol.sign_in("carol").await;
        carol.sees("Refused by moehaha: you are a member of moehaha.team only").await;
        carol.sees("Ask an owner of moehaha to invite you").await;
        let (status, answer) = world.cockpit_says(&carol.token().await).await;
        assert_eq!(status, 401, "{answer}");
    });
}
