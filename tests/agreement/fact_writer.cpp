// Facts, fields and lists of a random plan. See plan_writer.hpp.
#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

using Pool = std::vector<std::pair<const char*, const char*>>;

const Pool& pool_of(Sort sort, Unit unit) {
    static const Pool numbers = {
        {"quality", "质量"},     {"visits", "拜访"},  {"won", "赢单"},      {"lost", "丢单"},
        {"tenure", "工龄"},      {"returns", "退货"}, {"survey", "满意度"}, {"attendance", "出勤"},
        {"errors_made", "差错"}, {"`per`", "`每`"}};
    static const Pool money = {{"sales", "销售额"},
                               {"target", "目标额"},
                               {"cost", "成本"},
                               {"refunds", "退款"},
                               {"base_salary", "底薪"}};
    static const Pool booleans = {
        {"trained", "已培训"}, {"remote", "远程"}, {"on_probation", "试用期"}};
    static const Pool texts = {{"team", "团队"}, {"manager", "主管"}, {"city", "城市"}};
    static const Pool choices = {{"region", "地区"}, {"role", "岗位"}};
    static const Pool dates = {{"hired", "入职日"}, {"left_on", "离职日"}, {"reviewed", "评审日"}};
    switch (sort) {
        case Sort::boolean: return booleans;
        case Sort::text: return texts;
        case Sort::choice: return choices;
        case Sort::date: return dates;
        case Sort::number: break;
    }
    return unit == Unit::money ? money : numbers;
}

}  // namespace

/// `least` becomes a value of the type, for `default`.
std::string PlanWriter::number_type(Declared& declared, std::string& least) {
    static const std::vector<NumberType> numbers = {
        {"0", "100", 0, 100, ""},           {"-50", "50", -50, 50, ""},
        {"0%", "200%", 0, 2, ""},           {"1", "12", 1, 12, "1"},
        {"0", "10", 0, 10, "0.5"},          {"-2.5", "7.5", -2.5, 7.5, ""},
        {"0.01", "99.99", 0.01, 99.99, ""}, {"0", "1_000", 0, 1000, "0.001"},
        {"5", "500", 5, 500, "5"},          {"10%", "90%", 0.1, 0.9, "0.5%"},
    };
    static const std::vector<NumberType> moneys = {
        {"", "", 0, 1e12, ""},
        {"1", "1_000_000_000", 1, 1e9, ""},
        {"0", "50万", 0, 500000, ""},
        {"-100_000", "100_000", -100000, 100000, ""},
    };
    static const std::vector<NumberType> counts = {
        {"", "", 0, 1e6, ""}, {"0", "50", 0, 50, ""}, {"1", "31", 1, 31, ""}, {"", "", 0, 1e6, ""}};
    Row row = Row::type_number;
    NumberType type = random_.pick(numbers);
    if (declared.unit == Unit::money) {
        row = Row::type_money;
        type = random_.pick(moneys);
    } else if (random_.chance(45)) {
        row = Row::type_count;
        type = random_.pick(counts);
    }
    declared.low = type.from;
    declared.high = type.to;
    std::string out = wording_.say(row);
    least = type.low[0] ? type.low : "0";
    if (type.low[0]) {
        out += " " + wording_.say(Row::trait_range, {type.low, type.high});
        if (random_.chance(30)) least = type.high;
    }
    if (type.step[0]) out += " " + wording_.say(Row::trait_step, {type.step});
    return out;
}

std::string PlanWriter::choice_type(Declared& declared) {
    static const std::vector<std::vector<std::pair<const char*, const char*>>> sets = {
        {{"North", "北"}, {"South", "南"}, {"East", "东"}},
        {{"junior", "初级"}, {"senior", "高级"}},
        {{"minor", "轻微"}, {"major", "严重"}, {"grave", "特重"}}};
    std::vector<std::string> choices;
    std::size_t set = random_.below(sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {  // one fact, one set: names stay unambiguous
        if (taken_.insert("choices " + std::to_string(set)).second) break;
        set = (set + 1) % sets.size();
    }
    const bool both = random_.chance(50);
    for (const auto& [english, chinese] : sets[set]) {
        Names names =
            both ? Names{english, chinese} : Names{tongue_ == Tongue::chinese ? chinese : english};
        choices.push_back(Wording::declare(names));
        declared.choices.push_back(std::move(names));
    }
    return wording_.say(Row::type_one_of, {wording_.join(choices)});
}

std::vector<std::string> PlanWriter::type_of(Declared& declared) {
    std::string type;
    std::string value;
    switch (declared.sort) {
        case Sort::number: type = number_type(declared, value); break;
        case Sort::boolean:
            type = wording_.say(Row::type_boolean);
            value = wording_.say(random_.chance(50) ? Row::yes : Row::no);
            break;
        case Sort::text:
            type = wording_.say(Row::type_text);
            value = random_.chance(50) ? "\"North\"" : "\"甲组\"";
            break;
        case Sort::choice:
            type = choice_type(declared);
            value = declared.choices.front().front();
            break;
        case Sort::date:
            type = wording_.say(Row::type_date);
            value = "2026-02-28";
            if (random_.chance(30))
                type += " " + wording_.say(Row::trait_range, {"2020-01-01", "2026-12-31"});
            break;
    }
    const auto draw = random_.below(100);
    std::string traits;
    if (draw < 22) {
        traits = wording_.say(Row::trait_optional);
        declared.defined = false;
    } else if (draw < 38) {
        traits = wording_.say(Row::trait_default, {value});
    }
    return {type, traits, label()};
}

void PlanWriter::write_fact(Sort sort, Unit unit) {
    Declared fact;
    fact.what = Declared::What::fact;
    fact.sort = sort;
    fact.unit = unit;
    fact.names = fresh(pool_of(sort, unit));
    const auto words = type_of(fact);
    add({wording_.say(Row::fact, {Wording::declare(fact.names), words[0], words[1], words[2]}),
         {}});
    draft_.declared.push_back(fact);
}

void PlanWriter::write_list() {
    static const Pool lists = {{"contracts", "合同清单"}, {"complaints", "投诉记录"}};
    static const Pool items = {{"contract", "合同"}, {"complaint", "投诉"}};
    static const Pool fields = {{"amount", "数额"}, {"hours", "时长"},    {"severity", "程度"},
                                {"upheld", "属实"}, {"signed", "签订日"}, {"buyer", "客户"}};
    const int index = static_cast<int>(draft_.lists.size());
    const auto& list_name = lists[static_cast<std::size_t>(index)];
    const auto& item_name = items[static_cast<std::size_t>(index)];
    ListDraft list{some_names(list_name.first, list_name.second),
                   some_names(item_name.first, item_name.second)};
    Block block;
    std::string traits;
    static const Sort sorts[] = {Sort::number,  Sort::number, Sort::choice,
                                 Sort::boolean, Sort::date,   Sort::text};
    const auto skip = random_.below(5);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0 && i != skip && random_.chance(50)) continue;
        Declared field;
        field.what = Declared::What::field;
        field.sort = sorts[i];
        field.unit = i == 0 ? Unit::money : Unit::plain;
        field.list = index;
        field.names = some_names(fields[i].first, fields[i].second);
        const auto words = type_of(field);
        block.clauses.push_back(wording_.say(
            Row::field, {Wording::declare(field.names), words[0], words[1], words[2]}));
        draft_.declared.push_back(field);
        const bool ordered = field.sort == Sort::number || field.sort == Sort::date;
        if (field.defined && ordered && traits.empty() && random_.chance(25))
            traits = wording_.say(Row::trait_order, {wording_.use(field.names)});
        if (field.defined && field.sort != Sort::boolean && random_.chance(6)) {
            traits += (traits.empty() ? "" : " ") +
                      wording_.say(Row::trait_key, {wording_.use(field.names)});
            break;
        }
    }
    block.head = wording_.say(
        Row::fact, {Wording::declare(list.names), wording_.say(Row::type_list), traits, label()});
    draft_.lists.push_back(list);
    add(std::move(block));
}

void PlanWriter::write_facts() {
    const auto numbers = random_.between(1, 4);
    for (long i = 0; i < numbers; ++i) write_fact(Sort::number, Unit::plain);
    const auto moneys = random_.below(4);
    for (std::size_t i = 0; i < moneys; ++i) write_fact(Sort::number, Unit::money);
    if (random_.chance(40)) write_fact(Sort::boolean, Unit::plain);
    if (random_.chance(40)) write_fact(Sort::text, Unit::plain);
    if (random_.chance(35)) write_fact(Sort::choice, Unit::plain);
    if (random_.chance(30)) write_fact(Sort::date, Unit::plain);
    if (random_.chance(15)) write_fact(Sort::date, Unit::plain);
    const auto lists = random_.below(10);
    if (lists < 5) write_list();
    if (lists < 1) write_list();
}

}  // namespace meritum::agreement
