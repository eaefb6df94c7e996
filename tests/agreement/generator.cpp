// Plans from seeds; the mistakes. See generator.hpp.
#include "agreement/generator.hpp"

#include <vector>

#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

namespace {

/// Lines that no plan may hold, each for one reason. Their names (`w1` ...) are used nowhere else.
const std::vector<std::string>& mistakes() {
    static const std::vector<std::string> lines = {
        "let w1 = nowhere + 1",
        "fact w1 text\nlet w2 = w1 + 1",
        "fact w1 number 0 .. 10 optional\nbonus w2\n  give w1",
        "fact w1 count\nbonus w2\n  give 10 / w1\n  round 1",
        "bonus w2\n  give -1",
        "bonus w2\n  give 1\n  give 2",
        "let w1 = w2\nlet w2 = w1",
        "fact w1 count\nfact w1 count",
        "fact w1 count\nbonus w2\n  give by w1 from 5 1 from 3 2",
        "fact w1 count 1 .. 9\noutcome w2 = 1 / w1",
        "category w1 at most 1 at least 2",
        "fact w1 text\nveto w2\n  when w1 > \"a\"\n  score 0",
        "fact w1 one of AA, BB\nveto w2\n  when w1 = CC\n  score 0",
        "bonus w2\n  when",
        "bonus w2\n  when score > 3\n  give 1",
        "fact w1 date\nbonus w2\n  give w1",
        "fact w1 count\nbonus w2\n  give w1 * w1 * w1 * w1 * w1 * w1 * w1 * w1 * w1 * w1 * w1 * w1 "
        "* w1 * w1 * w1",
        "deduction w2\n  give 1",
        "fact w1 list of\n  w3 count\nbonus w2\n  for each w4 in w1\n  give 1 / 3",
        "bonus w2\n  give 1, 2 in turn",
        "bonus w2\n  give 5\n  at most 3\n  at least 4",
        "fact w1 count\nbonus w2\n  give 3 per (w1 - 5)",
        "fact w1 count\nbonus w2\n  give 3 per w1 of 5\n  round 1",
        "param w1 = 5 in 6 .. 9",
        "fact w1 number",
        "fact w1 money\nfact w2 count\nveto w3\n  when w1 + w2 > 3\n  score 0",
        "fact w1 boolean\nveto w2\n  when w1 + 1 > 3\n  score 0",
        "veto w2\n  when yes",
        "bonus w2 in nowhere\n  give 1",
        "fact w1 number 5 .. 1",
        "fact w1 count default 1.5",
        "fact w1 count optional\nveto w2\n  when not w1 known and w1 > 3\n  score 0",
        "fact w1 count\nbonus w2\n  give 1 when w1 = 0, else 5 / (w1 - 1)\n  round 1",
        "fact w1 list of\n  w3 count optional\nbonus w2\n  for each w4 in w1\n  give w4.w3",
        "score\n  start 1\nscore\n  start 2",
    };
    return lines;
}

}  // namespace

GeneratedPlan generate_plan(std::uint64_t seed) {
    Random random(seed);
    const auto draw = random.below(100);
    const Tongue tongue = draw < 45 ? Tongue::english : draw < 90 ? Tongue::chinese : Tongue::mixed;
    GeneratedPlan plan;
    if (random.chance(15)) plan.mistake = random.pick(mistakes());
    PlanWriter writer(random, tongue);
    plan.text = writer.write(plan.mistake);
    plan.files = writer.files();
    plan.rows = writer.rows();
    return plan;
}

}  // namespace meritum::agreement
