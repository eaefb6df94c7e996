// Natural idioms that must be accepted: refusing everything is easy. See idioms.hpp; the facts they
// speak of are `preamble`.
#include "idioms/idioms.hpp"

namespace meritum::idioms {

const std::string preamble = R"(plan idioms "Idioms"
  cycle quarter
  currency CNY

fact sales        money
fact target       money 1 .. 1_000_000_000
fact goal         money
fact won          count
fact lost         count
fact visits       count
fact satisfaction number 0 .. 100 optional
fact rating       number 0 .. 10 optional
fact growth       number -50% .. 200%
fact late         boolean default no
fact trained      boolean optional
fact team         text
fact region       one of North, South, East
fact hired        date
fact left_on      date optional
fact base_salary  money
fact contracts    list of
  amount          money
  signed          date
  paid            boolean
  margin          number 0% .. 100% optional
fact complaints   list of
  severity        one of minor, major
  upheld          boolean
  cost            money

param big   = 100_000 CNY in 50_000 .. 400_000
param limit = 20 in 5 .. 40

score
  start 100
  points round 0.01
  between 0 and 200
  round 0.1

grade
  A from 120
  B from 90
  C otherwise

bonus usual
  give 1 per full big of sales
  at most limit

)";

const std::vector<Idiom> accepted = {
    // --- constants in parentheses or of a let ---
    {"defaults and params of a let",
     "let start = 2020-01-01\nlet word = \"A\"\nfact day date default start\n"
     "fact mark text default (word)\nparam last = (2020-12-31)\nparam best = (\"A\")\n"
     "outcome o = 1 when day > last or mark = best, else 2\n"},
    {"a choice in parentheses", "fact x one of Red, Green default (Red)\noutcome o = x\n"},
    {"texts of a let in a table",
     "let word = \"A\"\ntable t\n  by team gives r\n  word gives word\n  ((\"B\")) gives (\"x\")\n"
     "  otherwise gives \"z\"\noutcome o = t(team)\n"},
    {"steps in the unit of what is rounded",
     "outcome o = sales round 5 CNY\noutcome d = (hired - 2020-01-01) round 10\n"},
    // --- division ---
    {"a share, and what is left of it",
     "bonus b\n  when won + lost > 0\n  give 10 * (1 - won / (won + lost)) round 0.01\n"},
    {"the divisor is a difference of what differs",
     "rule b\n  when won != lost\n  give (sales / 1 CNY / (won - lost)) round 0.01\n"},
    {"asked of a multiple", "bonus b\n  when won * 2 > 0\n  give 10 / won round 0.01\n"},
    {"asked of what is above a constant",
     "bonus b\n  when won - 3 > 0\n  give 10 / (won - 3) round 0.01\n"},
    {"asked of a product", "bonus b\n  when won * lost > 0\n  give 10 / lost round 0.01\n"},
    {"ratio after a clause",
     "bonus b\n  when won + lost > 0\n  when won / (won + lost) >= 50%\n  give 2\n"},
    {"ratio after and", "bonus b\n  when won + lost > 0 and won / (won + lost) >= 50%\n  give 2\n"},
    {"ratio with else", "bonus b\n  give 10 * (won / (won + lost) else 0)\n"},
    {"ratio over a range", "bonus b\n  when sales / target > 100%\n  give 2\n"},
    {"ratio of a let",
     "let total = won + lost\nlet rate = won / total\n"
     "bonus b\n  when total > 0\n  when rate >= 50%\n  give 5 * rate\n"},
    {"ratio with != 0",
     "bonus b\n  when goal != 0\n  give 1 per full 1% of sales / goal above 100%\n"},
    {"ratio after not zero",
     "bonus b\n  when not goal = 0\n  give 1 when sales / goal > 1, else 0\n"},
    {"ratio after an early out",
     "bonus b\n  give 0 when goal = 0, 3 when sales / goal > 1, else 1\n"},
    {"ratio behind or", "bonus b\n  when goal = 0 or sales / goal >= 1\n  give 1\n"},
    {"ratio where known",
     "bonus b\n  when (sales / goal) known\n  give 1 when sales / goal > 1, else 0\n"},
    {"ratio of what was clamped", "bonus b\n  give 2 * (won / (lost at least 1)) at most 50\n"},
    {"one more below", "bonus b\n  give won / (lost + 1) at most 50\n"},
    {"ratio where one side is more",
     "bonus b\n  when won > lost\n  give 10 * (won - lost) / won\n"},
    {"ratio of ratios",
     "bonus b\n  when goal > 0 and sales > 0\n  give 1 when (target / goal) / (sales / goal) < 1, "
     "else 0\n"},
    {"third of a number", "bonus b\n  give visits / 3 at most 10\n"},
    {"average of three", "bonus b\n  give (visits + won + lost) / 3 at most 10\n"},
    {"square root", "bonus b\n  give square root of visits round 0.1\n  at most 20\n"},
    {"a root that the points round", "bonus b\n  give 2 * square root of visits\n  round 0.1\n"},
    {"a power curve",
     "bonus b\n  when rating known and rating >= 5\n  give (rating - 5) to the power 1.5 round 1 "
     "down\n"},
    {"a power of a share",
     "let attainment = sales / target\nbonus b\n  give 10 * attainment to the power 0.5 round 0.01 "
     "at most 20\n"},
    {"a formula of athletics",
     "bonus b\n  give 25.4347 * (18 - (visits at most 18)) to the power 1.81 round 1 down\n"},
    {"a root in a condition", "bonus b\n  when square root of visits >= 5\n  give 3\n"},
    {"a root in a table", "bonus b\n  give by (cube root of visits) from 2 1 from 3 5\n"},
    {"full steps of a root", "bonus b\n  give 1 per full 10 of square root of visits\n"},
    {"the square of a number", "bonus b\n  give (growth * 10) to the power 2 at most 50\n"},
    {"one over a number", "bonus b\n  when won > 0\n  give won to the power -1 round 0.01\n"},
    {"money divided by money",
     "let share = sales / target\nbonus b\n  give 10 * share at most 20\n"},
    // --- optional facts ---
    {"known and", "bonus b\n  when satisfaction known and satisfaction >= 90\n  give 3\n"},
    {"known in its own clause",
     "bonus b\n  when satisfaction known\n  when satisfaction >= 90\n  give satisfaction / 10\n"},
    {"known before a table",
     "bonus b\n  when satisfaction known\n  give by satisfaction from 90 3 from 95 5\n"},
    {"not known or", "veto v\n  when not satisfaction known or satisfaction < 10\n  score 50\n"},
    {"not (not known)", "bonus b\n  when not (not satisfaction known)\n  give satisfaction / 10\n"},
    {"else", "bonus b\n  give (satisfaction else 0) / 10\n"},
    {"else of else", "bonus b\n  give (satisfaction else rating * 10 else 0) / 10\n"},
    {"conditional on known", "bonus b\n  give satisfaction / 10 when satisfaction known, else 1\n"},
    {"negated conditional",
     "bonus b\n  give 0 when not satisfaction known, else satisfaction / 10\n"},
    {"both known",
     "bonus b\n  when satisfaction known and rating known\n  give (satisfaction + rating * 10) / "
     "20\n"},
    {"sum known",
     "bonus b\n  when (satisfaction + rating) known\n  give (satisfaction + rating) / 11\n"},
    {"let of an optional",
     "let happy = satisfaction >= 90\nbonus b\n  when satisfaction known\n  when happy\n  give "
     "3\n"},
    {"optional yes or no", "bonus b\n  when trained else no\n  give 2\n"},
    {"optional yes or no, known", "bonus b\n  when trained known and trained\n  give 2\n"},
    {"else of dates", "bonus b\n  when (left_on else 2199-12-31) > 2026-07-01\n  give 1\n"},
    {"optional in a because",
     "bonus b\n  when satisfaction known\n  give 3\n  because \"{satisfaction} was said\"\n"},
    // --- conditional values ---
    {"branches", "bonus b\n  give 50 when sales > target, 25 when sales > target / 2, else 0\n"},
    {"branch in a branch", "bonus b\n  give (3 when late, else 5) when visits > 10, else 1\n"},
    {"difference that cannot be negative",
     "bonus b\n  when sales > target\n  give 1 per 10_000 of (sales - target)\n  at most 30\n"},
    {"difference the other way",
     "deduction d\n  when not sales >= target\n  take 1 per 10_000 of (target - sales)\n  at most "
     "30\n"},
    {"difference in a branch",
     "bonus b\n  give won - lost when won >= lost, else 0\n  at most 30\n"},
    {"a square of what may be negative",
     "let off = won - lost\nbonus b\n  give off * off round 1\n  at most 5\n"},
    {"what is above a cap", "bonus b\n  give won - (won at most 10)\n  at most 5\n"},
    {"what is left of a full step", "bonus b\n  give won - (won round 5 floor)\n  at most 5\n"},
    {"difference clamped", "bonus b\n  give won - lost at least 0 at most 30\n"},
    {"difference of ratios",
     "bonus b\n  when sales / target > 100%\n  give (sales / target - 100%) * 100 at most 20\n"},
    {"yes or no as a condition", "deduction d\n  when late\n  take 2\n"},
    {"not", "bonus b\n  when not late\n  give 2\n"},
    {"yes compared", "bonus b\n  when late = no\n  give 2\n"},
    {"choice compared", "bonus b\n  when region = North or region = South\n  give 2\n"},
    {"choice excluded", "bonus b\n  when region != East\n  give 2\n"},
    {"choice by cases", "bonus b\n  give 3 when region = North, 2 when region = South, else 1\n"},
    {"text compared", "bonus b\n  when team = \"North 1\"\n  give 2\n"},
    {"dates compared", "bonus b\n  when hired < 2024-01-01\n  give 1\n"},
    {"days between dates",
     "bonus b\n  when hired <= 2026-07-01\n  give 1 per full 365 of (2026-07-01 - hired) at most "
     "10\n"},
    {"a date and days", "bonus b\n  when hired + 90 <= 2026-07-01\n  give 1\n"},
    {"a day beyond the calendar, told",
     "bonus b\n  when hired + visits > 2026-01-01\n  give 1\n"
     "  because \"{hired + visits}, {sales / 3}\"\n"},
    {"money added up", "let goals = 500 CNY + 100 CNY\nbonus b\n  when sales > goals\n  give 1\n"},
    {"ratio over an optional", "bonus b\n  give won / rating else 0 at most 9\n"},
    // --- steps, tables, caps, rounding ---
    {"per", "bonus b\n  give 0.5 per visits\n  at most 10\n"},
    {"per of", "bonus b\n  give 1 per 1000 of sales\n  at most 10\n"},
    {"per above", "bonus b\n  give 1 per 2% of sales / target above 100%\n  at most 10\n"},
    {"per below", "deduction d\n  take 1 per 2% of sales / target below 100%\n  at most 15\n"},
    {"per full above",
     "bonus b\n  give 1 per full 1% of sales / target above 100%\n  at most 20\n"},
    {"per full below",
     "deduction d\n  take 1 per full 10_000 of sales below target\n  at most 20\n"},
    {"per with params", "bonus b\n  give 1 per full big of sales above big\n  at most limit\n"},
    {"per of a signed number", "rule r\n  give 1 per 10% of growth\n"},
    {"table", "bonus b\n  give by visits\n    from 10 1\n    from 20 2.5\n    from 30 5\n"},
    {"table of money with params",
     "bonus b\n  give by sales from big 2 from 500_000 5 from 1_000_000 10\n"},
    {"table of percents", "bonus b\n  give by sales / target from 80% 1 from 100% 3 from 120% 5\n"},
    {"table of dates", "bonus b\n  give by hired from 2000-01-01 3 from 2020-01-01 1\n"},
    {"table of rates",
     "let rate = by sales from 0 1% from 1_000_000 2%\n"
     "bonus b\n  give 100 * rate\n"},
    {"table whose values are facts",
     "bonus b\n  give by visits from 1 won from 10 (won + lost)\n  at most 9\n"},
    {"cap by a param", "bonus b\n  give visits\n  at most limit\n"},
    {"cap by an expression", "bonus b\n  give visits\n  at most visits / 10 + 5 round 0.01\n"},
    {"floor and cap", "bonus b\n  give visits\n  at least 1\n  at most 10\n"},
    {"rounding to five", "bonus b\n  give visits round 5\n  at most 50\n"},
    {"half even", "bonus b\n  give visits / 4 round 0.1 half even\n  at most 50\n"},
    {"own rounding", "bonus b\n  give visits / 7 at most 50\n  round 1 down\n"},
    {"clamps",
     "let score_of_visits = visits / 10 at least 1 at most 5 round 0.5\n"
     "bonus b\n  give score_of_visits\n"},
    {"signed rule", "rule r\n  give 10 * growth\n"},
    {"constant conditions of params", "bonus b\n  when limit > 10\n  give 1\n"},
    // --- tables ---
    {"curve", "bonus b\n  give by sales / target along 80% 0  100% 10  120% 15\n  round 0.1\n"},
    {"up to, and the rest",
     "bonus b\n  give by won\n    up to 10 1\n    up to 20 2\n    otherwise 3\n"},
    {"looked up", "bonus b\n  give by region\n    is North 1\n    is South 2\n    is East 3\n"},
    {"income tax",
     "outcome tax = (rate by sales in slices up to 36_000 3%  up to 144_000 10%  otherwise "
     "20%) round 0.01\n"},
    {"whole rate", "outcome pay = (rate by sales from 0 1%  from 1_000_000 2%) round 0.01\n"},
    {"share of the curve",
     "bonus b\n  when won + lost > 0\n  give 10 * (by won / (won + lost) along 0 0  1 1) round "
     "0.1\n"},
    {"better of two", "bonus b\n  give 2 * (highest among (won, lost)) at most 20\n"},
    {"one of several", "bonus b\n  when region in (North, South)\n  give 3\n"},
    // --- dates ---
    {"years of service",
     "bonus b\n  give 0.5 per (years from hired to 2026-12-31) at least 0\n  at most 5\n"},
    {"first half year", "bonus b\n  when hired plus 6 months > 2026-06-30\n  give 2\n"},
    // --- items ---
    {"each", "bonus b\n  for each c in contracts\n  give 1\n  at most 10\n"},
    {"each where",
     "bonus b\n  for each c in contracts where c.paid\n  give 1 per 10_000 of c.amount round 0.01\n"
     "  at most 10\n"},
    {"each by a table",
     "bonus b\n  for each c in contracts\n  give by c.amount from big 2 from 500_000 5\n"
     "  at most 15\n"},
    {"each by its own optional",
     "bonus b\n  for each c in contracts where c.margin known and c.margin > 20%\n  give 10 * "
     "c.margin\n"
     "  at most 15\n"},
    {"each with a fact",
     "bonus b\n  when visits > 0\n  for each c in contracts\n"
     "  give c.amount / target * 10 round 0.01\n  at most 9\n"},
    {"in turn",
     "deduction d\n  for each c in complaints where c.upheld\n  take 1, 2, 4, 8 in turn\n"
     "  at most 30\n"},
    {"by the choice of an item",
     "deduction d\n  for each c in complaints\n  take 3 when c.severity = major, else 1\n  at most "
     "30\n"},
    {"days of an item",
     "bonus b\n  for each c in contracts where c.signed >= 2026-07-01\n"
     "  give 1 per 30 of (c.signed - 2026-07-01) round 0.1\n  at most 5\n"},
    {"how many", "bonus b\n  when (count of each c in contracts where c.paid) >= 3\n  give 5\n"},
    {"none upheld", "bonus b\n  when no c in complaints where c.upheld\n  give 5\n"},
    {"total of a list",
     "bonus b\n  give 1 per full 10_000 of (sum of c.amount for each c in contracts where c.paid)\n"
     "  at most 20\n"},
    {"average with a fallback",
     "outcome mean = (average of c.amount for each c in contracts else 0) round 0.01\n"},
    {"worth of each",
     "let worth of each c in contracts = 5 when c.amount > big, else 1\n"
     "bonus b\n  give sum of the best 3 of c.worth for each c in contracts\n  at most 10\n"},
    {"halved when paid late",
     "bonus b\n  for each c in contracts\n  give 2\n  times 0.5 when not c.paid\n  each at most 2\n"
     "  at most 10\n"},
    {"heaviest of a kind",
     "deduction d\n  for each c in complaints where c.upheld\n  take by c.severity is minor 1 is "
     "major 3\n"
     "  highest per c.severity\n"},
    // --- what reads other parts ---
    {"rule of rules",
     "bonus a\n  give 1 per visits at most 20\nbonus b\n  when a >= 10\n  give a / 10\n"},
    {"categories",
     "category results at most 35\ncategory conduct at least -4\n"
     "bonus a in results\n  give visits\n  at most 50\n"
     "deduction d in conduct\n  when late\n  take 5\noutcome net = results + conduct\n"},
    {"outcome by formula", "outcome pay = base_salary per 100 of score round 0.01\n"},
    {"outcome by grade",
     "outcome factor by grade A 1.2 B 1 C 0.8\noutcome pay = base_salary * factor round 0.01\n"},
    {"outcome of texts", "outcome word by grade A \"great\" B \"good\" C \"fair\"\n"},
    {"outcome yes or no", "outcome talk = grade = C and satisfaction known\n"},
    {"outcome of a choice", "outcome where_to = region\n"},
    {"outcome of a date", "outcome review = hired at most 2099-12-31 + 365\n"},
    {"outcome of a share", "outcome share = sales / target round 0.1%\n"},
    {"vetoes",
     "veto v\n  when visits = 0\n  score at most 60\nveto w\n  when late\n  when won < lost\n  "
     "score 0\n"},
    {"rank bonus", "bonus b\n  when rank by sales within team <= 3\n  give 5\n"},
    {"rank of a rounded share",
     "let share = sales / target round 0.01\n"
     "bonus b\n  give 3 when rank by share within region = 1, else 0\n"},
    // --- named tables ---
    {"a matrix",
     "table factor\n  by reached across where one of North, South, East  North, any\n"
     "  first match\n  from 100% gives 1.5, 1.2\n  any gives 1, 0.8\n"
     "outcome f = factor(sales / target, region)\n"},
    {"a table of texts and dates",
     "table allowance\n  by of, since gives worth money\n"
     "  in (\"North 1\", \"North 2\"), above 2020-12-31 gives 100\n"
     "  any, up to 2020-12-31 gives 250.50\n  otherwise gives 0\n"
     "outcome extra = allowance(team, hired)\n"},
    {"two results for each contract",
     "table worth\n  by amount, paid gives points, most\n  sum of matches\n"
     "  from 100_000, any gives 2, 1\n  above 1_000_000, yes gives 3.5, 0\n"
     "bonus b\n  for each c in contracts\n"
     "  give worth(c.amount, c.paid).points + worth(c.amount, c.paid).most\n"},
    {"a row that the condition proves",
     "table tenure\n  by n gives v\n  from 1 below 10 gives 1\n  from 10 gives 2\n"
     "bonus b\n  when won > 0\n  give tenure(won)\n"},
    {"a table asked with what may be missing",
     "table tenure\n  by n gives v\n  from 0 below 5 gives 1\n  from 5 gives 2\n"
     "bonus b\n  give tenure(rating) else 0\n"},
    {"a text that a table gives",
     "table word\n  by n gives said\n  from 10 gives \"many\"\n  below 10 gives \"few\"\n"
     "outcome said = word(won)\nbonus b\n  when word(won) = \"many\"\n  give 1\n"},
    {"the highest of what applies",
     "table rate\n  by n, talk gives share\n  highest match\n  any, no gives 1%\n"
     "  from 5, any gives 2%\n  otherwise gives 0%\n"
     "outcome paid = base_salary * rate(won, late) round 0.01\n"},
    // --- periods ---
    {"previous", "bonus b\n  when sales > (sales previous quarter else sales)\n  give 2\n"},
    {"previous known",
     "bonus b\n  when (sales previous quarter) known\n"
     "  give 2 when sales > sales previous quarter, else 0\n"},
    {"growth on the quarter before",
     "let before = sales previous quarter else 0\n"
     "bonus b\n  when before > 0\n  when sales > before\n  give 10 * (sales - before) / before\n  "
     "at most 20\n"},
    {"score of the quarter before",
     "rule r\n  give 1 per 10 of ((score previous quarter else 100) - 100)\n"},
    {"grade of the quarter before",
     "deduction d\n  when (grade previous quarter else A) = C\n  take 2\n"},
    {"choice of the quarter before",
     "bonus b\n  when region != (region previous quarter else region)\n  give 1\n"},
    // --- totals ---
    {"a commission beside the score",
     "total commission in CNY\n  start 100\n  round 1\nbonus deals to commission\n"
     "  give rate by sales in slices from 0 1% from 1_000_000 2%\n  at most 50_000\n"},
    {"a commission by points", "total pay in CNY\nbonus p to pay\n  give 100 CNY per 1 of score\n"},
    {"points by a commission",
     "total pay in CNY\nbonus p to pay\n  give 1% * sales\nbonus q\n  when pay > 1000\n  give 1\n"},
    {"a category of a commission",
     "total pay in CNY\ncategory deals to pay at most 500 CNY\nbonus p in deals\n"
     "  for each c in contracts\n  give 1% * c.amount\n  each at most 100\n"},
    {"inside it", "total t\ncategory a to t\ncategory b in a\nbonus p in b\n  give 1\n"},
    {"to the score", "bonus p to score\n  give 1\n"},
    {"a veto on a commission",
     "total pay in CNY\nbonus p to pay\n  give 5 CNY per visits\nveto v\n  when late\n"
     "  total pay 0\nveto w\n  when won < lost\n  total pay at most 100\n"},
    {"a commission of the quarter before",
     "total pay in CNY\n  between 0 and 5000\n  round 0.01\nbonus p to pay\n"
     "  give 10% * (pay previous quarter else 0 CNY) + 1 CNY\n"},
    {"two totals that read each other's last quarter",
     "total a\n  between 0 and 50\n  round 1\nrule p to a\n"
     "  give (b previous quarter else 0) / 2\ntotal b\n  between 0 and 50\n  round 1\n"
     "rule q to b\n  give (a previous quarter else 0) / 2 + 1\n"},
    {"an outcome of two totals",
     "total pay in CNY\nbonus p to pay\n  give 1 CNY\noutcome x = pay + 1 CNY per 1 of score\n"},
    // --- kpis ---
    {"weights that are written out",
     "kpi a weight 60% = won at most 100\nkpi b weight 40% = lost at most 100\n"},
    {"weights with a rest",
     "param w = 30% in 10% .. 50%\nkpi a weight w = won at most 100\n"
     "kpi b weight (100% - w) = lost at most 100\n"},
    {"weights that are required",
     "param w = 30% in 0% .. 100%\nparam v = 70% in 0% .. 100%\n"
     "require w + v = 100% else refuse\nkpi a weight w = won at most 100\n"
     "kpi b weight v = lost at most 100\n"},
    {"weights by a choice",
     "kpi a weight (60% when region = North, 50% when region = South, else 40%) = won at most 100\n"
     "kpi b weight (40% when region = North, 50% when region = South, else 60%) = lost at most "
     "100\n"},
    {"weights of a let",
     "let w = 60% when late, else 30%\nkpi a weight w = won at most 100\n"
     "kpi b weight (100% - w) = lost at most 100\n"},
    {"kpis for some texts",
     "kpi a weight 100% = won at most 100\n  for team = \"A\"\nkpi b weight 100% = lost at most "
     "100\n  for team = \"B\"\nkpi c weight 100% = visits at most 100\n"
     "  for not (team = \"A\" or team = \"B\")\n"},
    {"kpis for each choice, the middle one first",
     "kpi a weight 100% = won at most 100\n  for region = South\nkpi b weight 100% = lost at most "
     "100\n  for region = North\nkpi c weight 100% = visits at most 100\n  for region = East\n"},
    {"weights of each place",
     "category x\ncategory y\nkpi a in x weight 100% = won at most 100\n"
     "kpi b in y weight 50% = lost at most 100\nkpi c in y weight 50% = visits at most 100\n"},
    {"a scale", "kpi a weight 100% = rating else 1\n  scale 0 .. 10\n"},
    {"a scale below zero", "kpi a weight 100% = growth * 10\n  scale -5 .. 20\n"},
    {"a kpi of money",
     "total pot in CNY\nkpi a to pot weight 100% = base_salary at most 5000 CNY\n"
     "  scale 0 .. 5000\n"},
    {"missing counts as nothing",
     "kpi a weight 60% = satisfaction\n  missing zero\nkpi b weight 40% = won at most 100\n"},
    {"missing is left out",
     "kpi a weight 60% = won / (won + lost) * 100\n  missing skip\n"
     "kpi b weight 40% = won at most 100\n"},
    {"missing is spread",
     "kpi a weight 60% = satisfaction\n  missing reweight\nkpi b weight 40% = won at most 100\n"},
    {"missing for all of them, and not rated",
     "total t\n  points round 0.01\n  missing reweight\n  known at least 1, else not rated\n"
     "kpi a to t weight 60% = satisfaction\nkpi b to t weight 40% = rating * 10\n"
     "outcome x = t else 0\nrule r\n  when t known\n  give t / 10\n"},
    {"a not rated total of the quarter before",
     "total t\n  points round 0.01\n  between 0 and 100\n  round 1\n"
     "  known at least 1, else not rated\nkpi a to t weight 100% = satisfaction\n  missing zero\n"
     "rule r to t\n  give (t previous quarter else 5) / 10\n"
     "outcome x = t previous quarter else -1\n"},
    {"a rank of those who are rated",
     "total t\n  known at least 1, else not rated\nkpi a to t weight 100% = satisfaction\n"
     "  missing zero\noutcome place = (rank by t within region) else 0\n"},
    {"enough must be known that one of each place is",
     "category x to t\ncategory y to t\ntotal t\n  points round 0.1\n  missing reweight\n"
     "  known at least 2, else not rated\nkpi a in x weight 100% = satisfaction\n"
     "kpi b in y weight 100% = rating * 10\n"},
};

}  // namespace meritum::idioms
