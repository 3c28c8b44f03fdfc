// Runs every rule of axe-core, also those that are off by default: of level AAA, experimental,
// deprecated. Gives what is wrong and what it could not decide, for a person to read.
(async () => {
  const run = (where, values) =>
    axe.run(where, {
      runOnly: { type: "rule", values },
      resultTypes: ["violations", "incomplete"],
      elementRef: true,
    });

  // Colours are not seen of what lies behind something else: in a list that scrolls, say.
  const lookAgain = async (rule, { element }) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { violations, incomplete } = await run(element, [rule]);
    return { violations, incomplete };
  };

  const tell = (results) =>
    results.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ rule: id, help, html, failureSummary })),
    );

  const covered = (node) =>
    node.any.some((check) => /overlap|obscured/i.test(check.data?.messageKey ?? ""));

  const all = axe.getRules().map((rule) => rule.ruleId);
  const whole = await run(document, all);
  const violations = tell(whole.violations);
  const undecided = [];
  for (const result of whole.incomplete) {
    for (const node of result.nodes) {
      if (covered(node)) {
        const again = await lookAgain(result.id, node);
        violations.push(...tell(again.violations));
        undecided.push(...tell(again.incomplete));
      } else {
        undecided.push(...tell([{ ...result, nodes: [node] }]));
      }
    }
  }
  const applied = [...whole.passes, ...whole.violations, ...whole.incomplete].map(({ id }) => id);
  const ran = new Set([...applied, ...whole.inapplicable.map(({ id }) => id)]);
  return { violations, undecided, applied, left_out: all.filter((rule) => !ran.has(rule)) };
})()
