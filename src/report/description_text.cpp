// A plan from outside, for people: what it asks for, what it makes, and the sheets of its data. In:
// a Description. Out: text. Must not know graphs. Tests: tests/api/describe_test.cpp.
#include <algorithm>
#include <variant>

#include "meritum/description.hpp"
#include "number/rational.hpp"
#include "report/description_words.hpp"
#include "report/terminal.hpp"
#include "scorecard/wording.hpp"

namespace meritum {
namespace {

using report::Described;
using report::say;

/// "1,320 CNY", "15%", "2026-07-01", "North": a bound or a default as people write it.
struct Shown {
    const Description& plan;
    const FactDescription& fact;
    std::string_view lang;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool value) const {
        return say(value ? Described::yes : Described::no, lang);
    }
    std::string operator()(const Decimal& value) const {
        if (fact.percent)
            return number::to_string(number::Rational(number::rational(value) * 100)) + "%";
        return fact.unit.empty() ? scorecard::in_thousands(value.to_string())
                                 : scorecard::money(value.to_string()) + " " + fact.unit;
    }
    std::string operator()(const Date& value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const {
        for (const auto& names : fact.choices) {
            if (std::find(names.begin(), names.end(), value) != names.end())
                return report::in_tongue(names, plan.tongue(lang));
        }
        return value;
    }
};

/// The range of a number or a date, the choices; "number" where the range is no decimal.
std::string kind(const Description& plan, const FactDescription& fact, std::string_view lang) {
    const Shown shown{plan, fact, lang};
    const auto numbers = [&](Described word) {
        if (!fact.low || !fact.high) {
            const auto any =
                word == Described::money ? Described::any_money : Described::any_number;
            return say(any, lang, {fact.unit});
        }
        // The unit stands once, behind the range.
        FactDescription bare = fact;
        bare.unit.clear();
        const Shown without_unit{plan, bare, lang};
        const auto text = say(word, lang, {without_unit(*fact.low), shown(*fact.high)});
        return !fact.step || *fact.step == Decimal(1)
                   ? text
                   : text + say(Described::step, lang, {without_unit(*fact.step)});
    };
    switch (fact.type) {
        case FactType::number: return numbers(Described::number);
        case FactType::money: return numbers(Described::money);
        case FactType::count: return numbers(Described::count);
        case FactType::boolean: return say(Described::boolean, lang);
        case FactType::text: return say(Described::text, lang);
        case FactType::date:
            if (!fact.first) return say(Described::any_date, lang);
            return say(Described::date, lang,
                       {shown(fact.first.value_or(Date())), shown(fact.last.value_or(Date()))});
        case FactType::choice: break;
    }
    std::string all;
    for (const auto& names : fact.choices) {
        if (!all.empty()) all += say(Described::choice_mark, lang);
        all += report::in_tongue(names, plan.tongue(lang));
    }
    return say(Described::choice, lang, {all});
}

std::string labelled(const std::string& label, const std::string& words) {
    if (label.empty() || words.empty()) return label + words;
    return label + " · " + words;
}

/// Two columns: names, and what they mean, folded beside them.
class Rows {
public:
    void add(const std::string& name, const std::string& meaning) {
        rows_.push_back({report::safe(name), report::safe(meaning)});
    }
    bool empty() const { return rows_.empty(); }

    std::string text(std::size_t width) const {
        constexpr std::size_t indent = 2;
        constexpr std::size_t widest = 24;  // of a name before its meaning goes below it
        std::size_t column = 0;
        for (const auto& [name, meaning] : rows_) {
            if (report::width(name) <= widest) column = std::max(column, report::width(name));
        }
        const std::string margin(indent, ' ');
        const auto begin = indent + column + 2;
        std::string text;
        for (const auto& [name, meaning] : rows_) {
            const bool beside = report::width(name) <= column;
            if (!beside) text += margin + name + "\n";
            const auto line = margin + report::left(beside ? name : "", column) + "  " + meaning;
            const auto folded = report::folded(line, std::max(width, begin + 20), begin);
            text += folded.substr(0, folded.find_last_not_of(' ') + 1) + "\n";
        }
        return text;
    }

private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

class Text {
public:
    Text(const Description& plan, std::string_view lang, std::size_t width, bool colour)
        : plan_(plan), lang_(lang), tongue_(plan.tongue(lang)), width_(width), colour_(colour) {}

    std::string run() {
        head();
        facts(say(Described::facts, lang_), plan_.facts);
        for (const auto& list : plan_.lists) {
            facts(labelled(say(Described::list, lang_, {report::name_in(list, tongue_)}),
                           report::in_tongue(list.labels, tongue_)),
                  list.fields);
        }
        params();
        tables();
        totals();
        categories();
        rules();
        namings(Described::vetoes, plan_.vetoes);
        grades();
        outcomes();
        return std::move(text_);
    }

private:
    std::string cycle() const {
        if (plan_.cycle == "month") return say(Described::month, lang_);
        if (plan_.cycle == "quarter") return say(Described::quarter, lang_);
        return say(plan_.cycle == "half" ? Described::half : Described::year, lang_);
    }

    void head() {
        const auto title =
            labelled(report::name_in(plan_, tongue_), report::in_tongue(plan_.labels, tongue_));
        text_ = report::coloured(report::folded(report::safe(title), width_, 2),
                                 report::Colour::bold, colour_) +
                "\n";
        std::string line;
        if (!plan_.cycle.empty()) line = say(Described::plan_cycle, lang_, {cycle()});
        line = labelled(line, plan_.currency);
        if (plan_.first_day && plan_.last_day) {
            line = labelled(line, say(Described::plan_days, lang_,
                                      {plan_.first_day->to_string(), plan_.last_day->to_string()}));
        }
        if (!line.empty()) text_ += report::folded(line, width_, 2) + "\n";
        text_ += plan_.fingerprint + "\n";
    }

    void section(const std::string& title, const Rows& rows) {
        if (rows.empty()) return;
        text_ += "\n" +
                 report::coloured(report::folded(report::safe(title), width_, 2),
                                  report::Colour::bold, colour_) +
                 "\n" + rows.text(width_);
    }

    void facts(const std::string& title, const std::vector<FactDescription>& facts) {
        Rows rows;
        for (const auto& fact : facts)
            rows.add(
                report::name_in(fact, tongue_),
                labelled(report::in_tongue(fact.labels, tongue_), in_words(plan_, fact, lang_)));
        section(title, rows);
    }

    void params() {
        Rows rows;
        for (const auto& param : plan_.params) {
            const auto value = std::visit(Shown{plan_, param, lang_}, param.default_value.get());
            const bool ranged = param.type != FactType::boolean && param.type != FactType::text;
            const bool fixed = ranged && param.low == param.high && param.first == param.last;
            const auto words =
                fixed ? value
                      : say(Described::param_value, lang_, {value, kind(plan_, param, lang_)});
            rows.add(report::name_in(param, tongue_),
                     labelled(report::in_tongue(param.labels, tongue_), words));
        }
        section(say(Described::params, lang_), rows);
    }

    /// The score alone goes without saying.
    void totals() {
        Rows rows;
        for (const auto& total : plan_.totals) {
            if (plan_.totals.size() > 1 || total.name != "score")
                rows.add(report::name_in(total, tongue_),
                         labelled(report::in_tongue(total.labels, tongue_), total.unit));
        }
        section(say(Described::totals, lang_), rows);
    }

    void categories() {
        Rows rows;
        for (const auto& category : plan_.categories) {
            std::string inside;
            if (!category.category.empty())
                inside = say(Described::inner_category, lang_,
                             {name_of(plan_.categories, category.category)});
            add(limit_words(category.floor), inside);
            add(limit_words(category.cap), inside);
            for (const auto& gate : category.when)
                add(say(Described::when, lang_, {report::in_tongue(gate, tongue_)}), inside);
            rows.add(report::name_in(category, tongue_),
                     labelled(report::in_tongue(category.labels, tongue_), inside));
        }
        section(say(Described::categories, lang_), rows);
    }

    /// "a, b".
    void add(const std::string& words, std::string& to) const {
        if (!words.empty() && !to.empty()) to += say(Described::and_then, lang_);
        to += words;
    }

    std::string limit_words(const std::optional<LimitDescription>& limit) const {
        return limit ? report::in_tongue(limit->words, tongue_) : std::string();
    }

    template <class Namings>
    void namings(Described title, const Namings& namings) {
        Rows rows;
        for (const auto& naming : namings)
            rows.add(report::name_in(naming, tongue_), report::in_tongue(naming.labels, tongue_));
        section(say(title, lang_), rows);
    }

    /// The name, in this tongue, of something that is named by its first name.
    template <class Named>
    std::string name_of(const std::vector<Named>& all, const std::string& first) const {
        for (const auto& one : all) {
            if (one.name == first) return report::name_in(one, tongue_);
        }
        return first;
    }

    std::string rule_words(const RuleDescription& rule) const {
        std::string words;
        switch (rule.type) {
            case RuleType::bonus: words = say(Described::bonus, lang_); break;
            case RuleType::deduction: words = say(Described::deduction, lang_); break;
            case RuleType::rule: words = say(Described::rule, lang_); break;
            case RuleType::kpi: words = say(Described::kpi, lang_); break;
        }
        if (rule.category.empty() && rule.total != "score")
            words += say(Described::to_total, lang_, {name_of(plan_.totals, rule.total)});
        if (!rule.category.empty())
            words += say(Described::in_category, lang_, {name_of(plan_.categories, rule.category)});
        if (!rule.list.empty())
            words += say(Described::for_each, lang_, {name_of(plan_.lists, rule.list)});
        if (rule.kpi) words += kpi_words(*rule.kpi);
        add(limit_words(rule.floor), words);
        add(limit_words(rule.cap), words);
        return words;
    }

    std::string kpi_words(const KpiDescription& kpi) const {
        std::string words;
        if (kpi.weight) {
            const auto percent = number::to_decimal(number::rational(*kpi.weight) * 100);
            words += say(Described::weight, lang_, {percent.value_or(Decimal()).to_string() + "%"});
        }
        if (kpi.low && kpi.high)
            words += say(Described::scale, lang_, {kpi.low->to_string(), kpi.high->to_string()});
        switch (kpi.missing) {
            case MissingType::none: break;
            case MissingType::zero: words += say(Described::missing_zero, lang_); break;
            case MissingType::skip: words += say(Described::missing_skip, lang_); break;
            case MissingType::reweight: words += say(Described::missing_reweight, lang_); break;
        }
        return words;
    }

    void rules() {
        Rows rows;
        for (const auto& rule : plan_.rules)
            rows.add(report::name_in(rule, tongue_),
                     labelled(report::in_tongue(rule.labels, tongue_), rule_words(rule)));
        section(say(Described::rules, lang_), rows);
    }

    void grades() {
        Rows rows;
        for (const auto& grade : plan_.grades) {
            const bool is_last = &grade == &plan_.grades.back();
            auto words = grade.from ? say(Described::grade_from, lang_, {grade.from->to_string()})
                         : is_last  ? say(Described::otherwise, lang_)
                                    : std::string();
            for (const auto& gate : grade.when) {
                if (!words.empty()) words += ' ';
                words += say(Described::when, lang_, {report::in_tongue(gate, tongue_)});
            }
            rows.add(report::name_in(grade, tongue_), words);
        }
        section(say(Described::grades, lang_), rows);
    }

    void tables() {
        Rows rows;
        for (const auto& table : plan_.tables) {
            const auto listed = [&](const std::vector<Naming>& columns) {
                std::string text;
                for (const auto& column : columns)
                    text += (text.empty() ? "" : ", ") + report::name_in(column, tongue_);
                return text;
            };
            auto words = table.from_data() ? say(Described::table_data, lang_,
                                                 {listed(table.inputs), listed(table.results)})
                                           : say(Described::table_by, lang_,
                                                 {listed(table.inputs), listed(table.results),
                                                  std::to_string(table.rows)});
            if (!table.file.empty()) words += say(Described::table_file, lang_, {table.file});
            rows.add(report::name_in(table, tongue_),
                     labelled(report::in_tongue(table.labels, tongue_), words));
        }
        section(say(Described::tables, lang_), rows);
    }

    void outcomes() {
        Rows rows;
        for (const auto& outcome : plan_.outcomes)
            rows.add(report::name_in(outcome, tongue_),
                     labelled(report::in_tongue(outcome.labels, tongue_), outcome.unit));
        section(say(Described::outcomes, lang_), rows);
    }

    const Description& plan_;
    std::string_view lang_;
    std::size_t tongue_;
    std::size_t width_;
    bool colour_;
    std::string text_;
};

}  // namespace

std::string in_words(const Description& plan, const FactDescription& fact, std::string_view lang) {
    auto text = kind(plan, fact, lang);
    if (fact.optional) text += say(Described::may_miss, lang);
    if (!fact.default_value.is_missing()) {
        const auto value = std::visit(Shown{plan, fact, lang}, fact.default_value.get());
        text += say(Described::by_default, lang, {value});
    }
    return text;
}

std::string to_text(const Description& plan, std::string_view lang, std::size_t width,
                    bool colour) {
    return Text(plan, lang, width, colour).run();
}

std::string to_text(const Sheet& sheet, std::size_t width) {
    Rows rows;
    for (const auto& column : sheet.columns) rows.add(column.name, column.meaning);
    return rows.text(width);
}

}  // namespace meritum
