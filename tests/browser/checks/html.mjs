// Valid HTML, by html-validate.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

// The preset holds pages to the standard and not to a taste; no rule of it is switched off.
const validator = new HtmlValidate(
  new StaticConfigLoader([], {
    root: true,
    elements: ["html5"],
    extends: ["html-validate:standard"],
    // Beyond the standard: parsers mend both silently, and a label that points nowhere names nothing.
    rules: { "missing-doctype": "error", "no-implicit-close": "error", "no-missing-references": "error" },
  }),
);

export default {
  name: "html",
  proves: "the markup is valid",
  kinds: ["page", "alias", "embed"],
  async check(page) {
    const report = await validator.validateString(page.html);
    return report.results.flatMap(({ messages }) =>
      messages.map(({ line, column, message, ruleId }) => ({
        at: `line ${line}, column ${column}`,
        expected: `valid HTML (rule ${ruleId})`,
        found: message,
      })),
    );
  },
};
