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

void add_quoted(const std::string& text, std::string& out) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

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
    std::string out;
    speak(node, any_value, nullptr, out);
    return out;
}

Spoken Speaker::head(const ast::Node& node) {
    prepare(node);
    Spoken spoken;
    speak(node, any_value, &spoken.block, spoken.text);
    return spoken;
}

void Speaker::texts(const ast::Node& list, std::string& out) const {
    for (std::size_t i = 0; i < list.slots.size(); ++i) {
        if (i > 0) out += " | ";
        add_quoted(list[i].text, out);
    }
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

void Speaker::speak(const ast::Node& node, int at_least, Block block, std::string& out) const {
    if (node.row == ast::Row::parenthesis && canonical_)
        return speak(node[0], at_least, block, out);
    if (level(node) >= at_least) return speak_bare(node, block, out);
    out += '(';
    speak_bare(node, nullptr, out);
    out += ')';
}

void Speaker::speak_bare(const ast::Node& node, Block block, std::string& out) const {
    switch (node.row) {
        case ast::Row::none: return;
        case ast::Row::name: return name(node, out);
        case ast::Row::number: return number(node, out);
        case ast::Row::text: return add_quoted(node.text, out);
        case ast::Row::date: out += node.text; return;
        case ast::Row::list: return joined(node, any_value, ", ", block, out);
        case ast::Row::money:
            number(node[0], out);
            out += ' ';
            out += node[1].text;
            return;
        case ast::Row::member:
            name(node[0], out);
            out += '.';
            return name(node[1], out);
        case ast::Row::call: return call(node, out);
        case ast::Row::parenthesis:
            out += '(';
            speak(node[0], any_value, nullptr, out);
            out += ')';
            return;
        case ast::Row::negative: out += '-'; return speak(node[0], sign_level, block, out);
        case ast::Row::logical_not:
            out += word(ast::Row::word_not) + " ";
            return speak(node[0], not_level, block, out);
        case ast::Row::logical_and:
            return joined(node, not_level, " " + word(ast::Row::word_and) + " ", block, out);
        case ast::Row::logical_or:
            return joined(node, and_level, " " + word(ast::Row::word_or) + " ", block, out);
        case ast::Row::conditional: return conditional(node, block, out);
        case ast::Row::fallback:
            speak(node[0], fallback_level, nullptr, out);
            out += " " + word(ast::Row::word_else) + " ";
            return speak(node[1], or_level, block, out);
        case ast::Row::add:
        case ast::Row::subtract:
        case ast::Row::multiply:
        case ast::Row::divide:
        case ast::Row::less:
        case ast::Row::less_equal:
        case ast::Row::greater:
        case ast::Row::greater_equal:
        case ast::Row::equal:
        case ast::Row::not_equal: return binary(node, block, out);
        default: return phrase(node, block, out);
    }
}

void Speaker::call(const ast::Node& node, std::string& out) const {
    name(node[0], out);
    out += '(';
    speak(node[1], any_value, nullptr, out);
    out += ')';
    if (!node[2]) return;
    out += '.';
    name(node[2], out);
}

void Speaker::binary(const ast::Node& node, Block block, std::string& out) const {
    const int own = level(node);
    // Arithmetic is read from the left, so its right side must bind tighter; comparisons do not
    // chain at all.
    const int left = own == comparison_level ? term_level : own;
    const int right = own == comparison_level ? term_level : own + 1;
    speak(node[0], left, nullptr, out);
    out += symbol_of(node.row);
    speak(node[1], right, block, out);
}

void Speaker::joined(const ast::Node& node, int at_least, std::string_view between, Block block,
                     std::string& out) const {
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        const bool last = i + 1 == node.slots.size();
        if (i > 0) out += between;
        speak(node[i], at_least, last ? block : nullptr, out);
    }
}

void Speaker::conditional(const ast::Node& node, Block block, std::string& out) const {
    for (std::size_t i = 0; i + 1 < node.slots.size(); i += 2) {
        speak(node[i], or_level, nullptr, out);
        out += " " + word(ast::Row::word_when) + " ";
        speak(node[i + 1], or_level, nullptr, out);
        out += ", ";
    }
    out += word(ast::Row::word_else) + " ";
    speak(node.slots.back(), or_level, block, out);
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

std::vector<const PatternPart*> Speaker::shown_parts(const ast::Node& node) const {
    std::vector<const PatternPart*> flat;
    flat.reserve(find_row(node.row)->slots.size() + 4);  // and words between them
    flatten(node, tries_.pattern(node.row, tongue_), flat);
    return flat;
}

/// True if the row's phrase begins with the value it follows.
bool Speaker::has_left(const ast::Node& node) const {
    return find_row(node.row)->group == Group::expression &&
           follows_value(tries_.pattern(node.row, tongue_));
}

void Speaker::phrase(const ast::Node& node, Block block, std::string& out) const {
    const auto shown = shown_parts(node);
    const auto begin = out.size();
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const PatternPart& part = *shown[i];
        const auto before = out.size();
        const bool touches =
            before == begin || out.back() == '(' || part.word == ")" || part.word == ",";
        if (!touches) out += ' ';
        const auto own = out.size();
        if (is_slot(part)) {
            const bool last = i + 1 == shown.size();
            slot(node, part, i == 0 && has_left(node), last ? block : nullptr, out);
        } else {
            out += part.word;
        }
        if (out.size() == own) out.resize(before);  // nothing of it is shown
    }
}

void Speaker::slot(const ast::Node& node, const PatternPart& part, bool is_left, Block block,
                   std::string& out) const {
    const ast::Node& inside = node[part.slot];
    const Slot& own = find_row(node.row)->slots[part.slot];
    const SlotKind kind = own.kind;
    if (is_left) return left_operand(inside, kind, out);
    if (own.name == "step" && kind == SlotKind::sum && !before_of_a_phrase_) {
        before_of_a_phrase_ = true;  // `1 per sum of x`: a name would be read as `sum of`
        slot(node, part, is_left, block, out);
        before_of_a_phrase_ = false;
        return;
    }
    switch (kind) {
        case SlotKind::name:
            // A currency stands bare where it is expected; anywhere else it would end up inside
            // `500 CNY`.
            if (node.row != ast::Row::plan_currency && node.row != ast::Row::total)
                return name(inside, out);
            out += inside.text;
            return;
        case SlotKind::names: return names(inside, out);
        case SlotKind::label:
        case SlotKind::texts: return texts(inside, out);
        case SlotKind::choices: return choices(inside, out);
        case SlotKind::idents: return joined(inside, any_value, ", ", nullptr, out);
        case SlotKind::operand: return operand(node, inside, block, out);
        case SlotKind::operands:
            for (const auto& one : inside.slots) {
                if (&one != &inside.slots.front()) out += ", ";
                operand(node, one, nullptr, out);
            }
            return;
        case SlotKind::value:
        case SlotKind::condition:
        case SlotKind::term:
        case SlotKind::sum:
        case SlotKind::values: return speak(inside, level_of_slot(kind), block, out);
        case SlotKind::column:
        case SlotKind::type:
        case SlotKind::cycle:
        case SlotKind::mode: return phrase(inside, nullptr, out);
        case SlotKind::traits:
        case SlotKind::bounds:
        case SlotKind::tiers:
        case SlotKind::points:
        case SlotKind::pairs:
            return rows(inside, is_repeated(kind) && block ? block : nullptr, out);
        case SlotKind::columns:
        case SlotKind::cells:
            const auto begin = out.size();
            for (const auto& one : columns_or_cells(inside)) {
                if (out.size() > begin) out += ", ";
                out += one;
            }
            return;
    }
}

/// An operand of a phrase; the sign of a number needs no parentheses.
void Speaker::operand(const ast::Node& phrase, const ast::Node& inside, Block block,
                      std::string& out) const {
    const ast::Node* bare = &inside;
    while (canonical_ && bare->row == ast::Row::parenthesis) bare = &(*bare)[0];
    const bool signed_number = bare->row == ast::Row::negative && is_number((*bare)[0]);
    const ast::Node& digits = signed_number ? (*bare)[0] : *bare;
    const bool of_range = phrase.row == ast::Row::trait_range || phrase.row == ast::Row::param;
    if (canonical_ && of_range && is_percent(digits)) {
        if (signed_number) out += '-';
        out += plain_percent(digits);
        return;
    }
    const auto begin = out.size();
    speak(*bare, signed_number ? sign_level : operand_level, block, out);
    // A bare name that would be read as the beginning of another cell or row.
    if (phrase.row != ast::Row::cell_is || !tries_.begins_cell(std::string_view(out).substr(begin)))
        return;
    out.insert(begin, 1, '`');
    out += '`';
}

void Speaker::left_operand(const ast::Node& node, SlotKind kind, std::string& out) const {
    const ast::Node* bare = &node;
    while (canonical_ && bare->row == ast::Row::parenthesis) bare = &(*bare)[0];
    const int at_least = kind == SlotKind::operand ? followed_level : level_of_slot(kind);
    if (!ends_open(*bare)) return speak(*bare, at_least, nullptr, out);
    out += '(';
    speak_bare(*bare, nullptr, out);
    out += ')';
}

void Speaker::rows(const ast::Node& list, Block block, std::string& out) const {
    const Group group = list.slots.empty() ? Group::traits : find_row(list[0].row)->group;
    if (block && is_block(group)) {
        *block = &list;
        return;
    }
    joined(list, any_value, " ", nullptr, out);
}

}  // namespace meritum::syntax
