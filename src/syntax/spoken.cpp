// Implements spoken.hpp.
#include "syntax/spoken.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace meritum::syntax {

namespace {

// How tightly a tree binds, loosest first. A slot asks for a least level; a looser tree gets
// parentheses.
enum Level : int {
    any_value,
    fallback_level,
    or_level,
    and_level,
    not_level,
    comparison_level,
    term_level,
    sum_level,
    product_level,
    sign_level,
    followed_level,
    operand_level,
};

int level_of_slot(SlotKind kind) {
    switch (kind) {
        case SlotKind::condition: return or_level;
        case SlotKind::term: return term_level;
        case SlotKind::sum: return sum_level;
        case SlotKind::operand: return operand_level;
        default: return any_value;
    }
}

bool is_number(const ast::Node& node) {
    return node.row == ast::Row::number || node.row == ast::Row::money;
}

const char* symbol_of(ast::Row row) {
    switch (row) {
        case ast::Row::add: return " + ";
        case ast::Row::subtract: return " - ";
        case ast::Row::multiply: return " * ";
        case ast::Row::divide: return " / ";
        case ast::Row::less: return " < ";
        case ast::Row::less_equal: return " <= ";
        case ast::Row::greater: return " > ";
        case ast::Row::greater_equal: return " >= ";
        case ast::Row::equal: return " = ";
        case ast::Row::not_equal: return " != ";
        default: std::abort();  // only called for operators of two sides
    }
}

bool is_percent(const ast::Node& node) {
    return node.row == ast::Row::number && node.text.ends_with('%');
}

/// Whether a range is written in percent says how fine its values are (docs/language.md), so this
/// much of the writing stays even in the canonical text: "5.0%" is "5%", not "0.05".
std::string plain_percent(const ast::Node& number) {
    std::string digits = number.text.substr(0, number.text.size() - 1);
    digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.front() == '.') digits.insert(0, "0");
    const auto value = Decimal::parse(digits);
    return (value ? value->to_string() : digits) + "%";
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
    return out;
}

bool is_slot(const PatternPart& part) { return part.kind == PatternPart::Kind::slot; }

/// True if the row's pattern begins with a slot: it follows that value.
bool follows_value(const Pattern& pattern) { return is_slot(pattern.front()); }

}  // namespace

Speaker::Speaker(const ast::Document& document, const PrintOptions& options, const Phrases& phrases)
    : Speaker(document, options, phrases,
              options.labels ? std::make_shared<const NameTable>(document, phrases) : nullptr) {}

Speaker::Speaker(const ast::Document& document, const PrintOptions& options, const Phrases& phrases,
                 std::shared_ptr<const NameTable> table)
    : options_(options),
      tries_(phrases.tries()),
      table_(std::move(table)),
      declared_(document.declared) {
    tongue_ = tries_.find_tongue(options.tongue).value_or(0);
    const auto& languages = document.languages;
    language_ = static_cast<std::size_t>(
        std::find(languages.begin(), languages.end(),
                  options.language.empty() ? options.tongue : options.language) -
        languages.begin());
    canonical_ = !options.labels && !options.comments && !options.align;
}

void Speaker::enter(const ast::Statement* statement) {
    if (statement && statement == statement_) return;
    statement_ = statement;
    if (statement && entered_.insert(statement).second) waiting_.push_back(statement);
}

void Speaker::prepare(const ast::Node& node) {
    shown_.clear();
    spoken_ = &node;
    others_inside_.clear();
    if (table_ != nullptr) NameTable::find_others(node, others_inside_);
}

std::string Speaker::line(const ast::Node& node) {
    prepare(node);
    return speak(node, any_value, nullptr);
}

Spoken Speaker::head(const ast::Node& node) {
    prepare(node);
    Spoken spoken;
    spoken.text = speak(node, any_value, &spoken.block);
    return spoken;
}

std::vector<std::string> Speaker::columns(const ast::Node& node,
                                          const std::vector<std::string>& slots) {
    prepare(node);
    std::vector<std::string> out(1);
    bool any = false;
    for (const Part& part : parts(node, nullptr)) {
        const bool breaks =
            part.slot && std::find(slots.begin(), slots.end(), *part.slot) != slots.end();
        if (breaks && any) out.emplace_back();
        any = any || breaks;
        out.back() += (out.back().empty() ? "" : " ") + part.text;
    }
    return out;
}

std::vector<std::string> Speaker::cells(const ast::Node& node) {
    prepare(node);
    std::vector<std::string> out(1);
    bool complete = false;
    const bool one_slot = node.slots.size() == 1;  // its words stand where others have a bound
    for (const Part& part : parts(node, nullptr)) {
        if (complete || (one_slot && part.slot && !out.back().empty())) out.emplace_back();
        out.back() += (out.back().empty() ? "" : " ") + part.text;
        complete = part.slot != nullptr;
    }
    return out;
}

std::vector<Speaker::Listed> Speaker::listed(const ast::Node& node) {
    prepare(node);
    const RowSpec& spec = *find_row(node.row);
    std::vector<const PatternPart*> flat;
    flatten(node, tries_.pattern(node.row, tongue_), flat);
    std::vector<Listed> out;
    for (const PatternPart* part : flat) {
        if (out.empty() || !out.back().cells.empty()) out.emplace_back();
        if (!is_slot(*part)) {
            out.back().words += (out.back().words.empty() ? "" : " ") + part->word;
            continue;
        }
        const SlotKind kind = spec.slots[part->slot].kind;
        const bool values = kind == SlotKind::operands;
        if (!values && !is_listed(kind)) {
            out.back().cells.push_back(slot(node, *part, false, nullptr));
            continue;
        }
        if (!values) out.back().cells = columns_or_cells(node[part->slot]);
        for (std::size_t i = 0; values && i < node[part->slot].slots.size(); ++i)
            out.back().cells.push_back(operand(node, node[part->slot][i], nullptr));
    }
    return out;
}

std::string Speaker::texts(const ast::Node& list) const {
    std::string out;
    for (std::size_t i = 0; i < list.slots.size(); ++i)
        out += (i > 0 ? " | " : "") + quoted(list[i].text);
    return out;
}

std::string Speaker::word(ast::Row row) const {
    std::string out;
    for (const PatternPart& part : tries_.pattern(row, tongue_))
        out += (out.empty() ? "" : " ") + part.word;
    return out;
}

int Speaker::level(const ast::Node& node) const {
    switch (node.row) {
        case ast::Row::fallback:
        case ast::Row::conditional: return fallback_level;
        case ast::Row::logical_or: return or_level;
        case ast::Row::logical_and: return and_level;
        case ast::Row::logical_not: return not_level;
        case ast::Row::less:
        case ast::Row::less_equal:
        case ast::Row::greater:
        case ast::Row::greater_equal:
        case ast::Row::equal:
        case ast::Row::not_equal: return comparison_level;
        case ast::Row::add:
        case ast::Row::subtract: return sum_level;
        case ast::Row::multiply:
        case ast::Row::divide: return product_level;
        case ast::Row::negative: return sign_level;
        default: break;
    }
    const RowSpec* spec = find_row(node.row);
    if (!spec || spec->group != Group::expression) return operand_level;
    const Pattern& pattern = tries_.pattern(node.row, tongue_);
    if (!follows_value(pattern)) {
        return binds_like_operand(*spec, pattern) ? followed_level : term_level;
    }
    const bool tight =
        spec->slots[pattern.front().slot].kind == SlotKind::operand && !ends_open(node);
    return tight ? followed_level : term_level;
}

/// True if the phrase ends with an expression that would swallow what follows it.
bool Speaker::ends_open(const ast::Node& node) const {
    const RowSpec* spec = find_row(node.row);
    if (!spec || spec->group != Group::expression) return false;
    std::vector<const PatternPart*> flat;
    flatten(node, tries_.pattern(node.row, tongue_), flat);
    if (!is_slot(*flat.back())) return false;
    const SlotKind kind = spec->slots[flat.back()->slot].kind;
    if (kind == SlotKind::sum) {
        // A sum takes no phrases after a term, but those after an operand.
        return follows_value(tries_.pattern(node.row, tongue_)) &&
               spec->slots[tries_.pattern(node.row, tongue_).front().slot].kind ==
                   SlotKind::operand;
    }
    return kind == SlotKind::term || kind == SlotKind::value || kind == SlotKind::condition ||
           kind == SlotKind::values;
}

std::string Speaker::speak(const ast::Node& node, int at_least, Block block) const {
    if (node.row == ast::Row::parenthesis && canonical_) return speak(node[0], at_least, block);
    if (level(node) >= at_least) return speak_bare(node, block);
    return "(" + speak_bare(node, nullptr) + ")";
}

std::string Speaker::speak_bare(const ast::Node& node, Block block) const {
    switch (node.row) {
        case ast::Row::none: return {};
        case ast::Row::name: return name(node);
        case ast::Row::number: return number(node);
        case ast::Row::text: return quoted(node.text);
        case ast::Row::date: return node.text;
        case ast::Row::list: return joined(node, any_value, ", ", block);
        case ast::Row::money: return number(node[0]) + " " + node[1].text;
        case ast::Row::member: return name(node[0]) + "." + name(node[1]);
        case ast::Row::call:
            return name(node[0]) + "(" + speak(node[1], any_value, nullptr) + ")" +
                   (node[2] ? "." + name(node[2]) : "");
        case ast::Row::parenthesis: return "(" + speak(node[0], any_value, nullptr) + ")";
        case ast::Row::negative: return "-" + speak(node[0], sign_level, block);
        case ast::Row::logical_not:
            return word(ast::Row::word_not) + " " + speak(node[0], not_level, block);
        case ast::Row::logical_and:
            return joined(node, not_level, " " + word(ast::Row::word_and) + " ", block);
        case ast::Row::logical_or:
            return joined(node, and_level, " " + word(ast::Row::word_or) + " ", block);
        case ast::Row::conditional: return conditional(node, block);
        case ast::Row::fallback:
            return speak(node[0], fallback_level, nullptr) + " " + word(ast::Row::word_else) + " " +
                   speak(node[1], or_level, block);
        case ast::Row::add:
        case ast::Row::subtract:
        case ast::Row::multiply:
        case ast::Row::divide:
        case ast::Row::less:
        case ast::Row::less_equal:
        case ast::Row::greater:
        case ast::Row::greater_equal:
        case ast::Row::equal:
        case ast::Row::not_equal: return binary(node, block);
        default: return phrase(node, block);
    }
}

std::string Speaker::binary(const ast::Node& node, Block block) const {
    const int own = level(node);
    // Arithmetic is read from the left, so its right side must bind tighter; comparisons do not
    // chain at all.
    const int left = own == comparison_level ? term_level : own;
    const int right = own == comparison_level ? term_level : own + 1;
    return speak(node[0], left, nullptr) + symbol_of(node.row) + speak(node[1], right, block);
}

std::string Speaker::joined(const ast::Node& node, int at_least, const std::string& between,
                            Block block) const {
    std::string out;
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        const bool last = i + 1 == node.slots.size();
        out += (i > 0 ? between : "") + speak(node[i], at_least, last ? block : nullptr);
    }
    return out;
}

std::string Speaker::conditional(const ast::Node& node, Block block) const {
    std::string out;
    for (std::size_t i = 0; i + 1 < node.slots.size(); i += 2) {
        out += speak(node[i], or_level, nullptr) + " " + word(ast::Row::word_when) + " " +
               speak(node[i + 1], or_level, nullptr) + ", ";
    }
    return out + word(ast::Row::word_else) + " " + speak(node.slots.back(), or_level, block);
}

/// The parts of the pattern that are shown: an optional one only if a slot of it is there.
void Speaker::flatten(const ast::Node& node, const Pattern& pattern,
                      std::vector<const PatternPart*>& out) const {
    for (const PatternPart& part : pattern) {
        if (part.kind != PatternPart::Kind::optional) {
            if (!is_silent(node, part)) out.push_back(&part);
            continue;
        }
        const bool there = std::any_of(
            part.inner.begin(), part.inner.end(),
            [&](const PatternPart& inner) { return is_slot(inner) && !is_silent(node, inner); });
        if (there) flatten(node, part.inner, out);
    }
}

bool Speaker::is_silent(const ast::Node& node, const PatternPart& part) const {
    if (!is_slot(part)) return false;
    const ast::Node& slot = node[part.slot];
    if (slot.row == ast::Row::none || (slot.row == ast::Row::list && slot.slots.empty()))
        return true;
    return find_row(node.row)->slots[part.slot].kind == SlotKind::label && !options_.labels;
}

std::vector<Speaker::Part> Speaker::parts(const ast::Node& node, Block block) const {
    const RowSpec& spec = *find_row(node.row);
    const bool has_left =
        spec.group == Group::expression && follows_value(tries_.pattern(node.row, tongue_));
    std::vector<const PatternPart*> flat;
    flat.reserve(spec.slots.size() + 4);  // and words between them
    flatten(node, tries_.pattern(node.row, tongue_), flat);
    std::vector<Part> out;
    out.reserve(flat.size());
    for (std::size_t i = 0; i < flat.size(); ++i) {
        const PatternPart& part = *flat[i];
        if (is_slot(part)) {
            const bool last = i + 1 == flat.size();
            out.push_back({slot(node, part, has_left && i == 0, last ? block : nullptr),
                           &spec.slots[part.slot].name});
        } else {
            out.push_back({part.word, nullptr});
        }
    }
    return out;
}

std::string Speaker::phrase(const ast::Node& node, Block block) const {
    std::string out;
    for (const Part& part : parts(node, block)) {
        const bool touches =
            out.empty() || out.back() == '(' || part.text == ")" || part.text == ",";
        if (part.text.empty()) continue;
        if (!touches) out += ' ';
        out += part.text;
    }
    return out;
}

std::string Speaker::slot(const ast::Node& node, const PatternPart& part, bool is_left,
                          Block block) const {
    const ast::Node& inside = node[part.slot];
    const Slot& own = find_row(node.row)->slots[part.slot];
    const SlotKind kind = own.kind;
    if (is_left) return left_operand(inside, kind);
    if (own.name == "step" && kind == SlotKind::sum && !before_of_a_phrase_) {
        before_of_a_phrase_ = true;  // `1 per sum of x`: a name would be read as `sum of`
        std::string out = slot(node, part, is_left, block);
        before_of_a_phrase_ = false;
        return out;
    }
    switch (kind) {
        case SlotKind::name:
            // A currency stands bare where it is expected; anywhere else it would end up inside
            // `500 CNY`.
            return node.row == ast::Row::plan_currency || node.row == ast::Row::total
                       ? inside.text
                       : name(inside);
        case SlotKind::names: return names(inside);
        case SlotKind::label:
        case SlotKind::texts: return texts(inside);
        case SlotKind::choices: return choices(inside);
        case SlotKind::idents: return joined(inside, any_value, ", ", nullptr);
        case SlotKind::operand: return operand(node, inside, block);
        case SlotKind::operands: {
            std::string out;
            for (const auto& one : inside.slots)
                out += (out.empty() ? "" : ", ") + operand(node, one, nullptr);
            return out;
        }
        case SlotKind::value:
        case SlotKind::condition:
        case SlotKind::term:
        case SlotKind::sum:
        case SlotKind::values: return speak(inside, level_of_slot(kind), block);
        case SlotKind::column:
        case SlotKind::type:
        case SlotKind::cycle:
        case SlotKind::mode: return phrase(inside, nullptr);
        case SlotKind::traits:
        case SlotKind::bounds:
        case SlotKind::tiers:
        case SlotKind::points:
        case SlotKind::pairs: return rows(inside, is_repeated(kind) && block ? block : nullptr);
        case SlotKind::columns:
        case SlotKind::cells: {
            std::string out;
            for (const auto& one : columns_or_cells(inside)) {
                if (!out.empty()) out += ", ";
                out += one;
            }
            return out;
        }
    }
    return {};
}

std::vector<std::string> Speaker::columns_or_cells(const ast::Node& list) const {
    std::vector<std::string> out;
    out.reserve(list.slots.size());
    for (const ast::Node& one : list.slots) {
        column_follows_ = &one != &list.slots.back();
        out.push_back(speak_bare(one, nullptr));
    }
    column_follows_ = false;
    return out;
}

/// An operand of a phrase; the sign of a number needs no parentheses.
std::string Speaker::operand(const ast::Node& phrase, const ast::Node& inside, Block block) const {
    const ast::Node* bare = &inside;
    while (canonical_ && bare->row == ast::Row::parenthesis) bare = &(*bare)[0];
    const bool signed_number = bare->row == ast::Row::negative && is_number((*bare)[0]);
    const ast::Node& digits = signed_number ? (*bare)[0] : *bare;
    const bool of_range = phrase.row == ast::Row::trait_range || phrase.row == ast::Row::param;
    if (canonical_ && of_range && is_percent(digits)) {
        return (signed_number ? "-" : "") + plain_percent(digits);
    }
    const std::string out = speak(*bare, signed_number ? sign_level : operand_level, block);
    // A bare name that would be read as the beginning of another cell or row.
    const bool rival = phrase.row == ast::Row::cell_is && tries_.begins_cell(out);
    return rival ? "`" + out + "`" : out;
}

std::string Speaker::left_operand(const ast::Node& node, SlotKind kind) const {
    const ast::Node* bare = &node;
    while (canonical_ && bare->row == ast::Row::parenthesis) bare = &(*bare)[0];
    const int at_least = kind == SlotKind::operand ? followed_level : level_of_slot(kind);
    return ends_open(*bare) ? "(" + speak_bare(*bare, nullptr) + ")"
                            : speak(*bare, at_least, nullptr);
}

std::string Speaker::rows(const ast::Node& list, Block block) const {
    const Group group = list.slots.empty() ? Group::traits : find_row(list[0].row)->group;
    if (block && is_block(group)) {
        *block = &list;
        return {};
    }
    return joined(list, any_value, " ", nullptr);
}

}  // namespace meritum::syntax
