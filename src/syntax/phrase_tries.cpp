// Implements phrase_tries.hpp. Every optional part is written out, then the flat patterns are
// merged by their beginnings.
#include "syntax/phrase_tries.hpp"

#include <algorithm>
#include <stdexcept>

#include "syntax/characters.hpp"

namespace meritum::syntax {

namespace {

constexpr std::size_t group_count = static_cast<std::size_t>(Group::word) + 1;

/// Slots that begin with a name, a number or anything else an expression may begin with: two kinds
/// of them at one place could not be told apart by their first token.
bool is_open(SlotKind kind) {
    return is_expression(kind) || kind == SlotKind::names || kind == SlotKind::name ||
           kind == SlotKind::choices || kind == SlotKind::idents || kind == SlotKind::points ||
           kind == SlotKind::pairs || kind == SlotKind::column || kind == SlotKind::columns;
}

/// Texts and closed words first, as one token decides them; what may be empty last, as it always
/// fits.
int try_order(SlotKind kind) {
    if (kind == SlotKind::traits || kind == SlotKind::bounds) return 2;
    return is_open(kind) ? 1 : 0;
}

bool is_known_symbol(std::string_view word) {
    constexpr std::string_view symbols[] = {"=", "..", "|", ",", "(", ")", "+", "-", "*", "/", ":"};
    return std::find(std::begin(symbols), std::end(symbols), word) != std::end(symbols);
}

void check_word(const RowSpec& spec, const std::string& word) {
    if (is_identifier(word) || is_known_symbol(word)) return;
    throw std::invalid_argument("the pattern of `" + spec.id + "` has `" + word +
                                "`, which is neither a word nor a symbol of the language");
}

}  // namespace

bool binds_like_operand(const RowSpec& spec, const Pattern& pattern) {
    return !is_slot(pattern.front()) && is_slot(pattern.back()) &&
           spec.slots[pattern.back().slot].kind == SlotKind::operand;
}

PhraseTries::PhraseTries(std::vector<Tongue> tongues) : tongues_(std::move(tongues)) {
    nodes_.resize(group_count + 3);
    after_operand_ = group_count;
    after_term_ = group_count + 1;
    before_operand_ = group_count + 2;
    const std::vector<RowSpec>& specs = row_specs();
    for (std::size_t tongue = 0; tongue < tongues_.size(); ++tongue) {
        for (std::size_t i = 0; i < specs.size(); ++i) {
            for (const Pattern& flat : expansions(tongues_[tongue].patterns[i])) {
                add(specs[i], flat, tongue);
                reserve_words(specs[i], flat);
            }
        }
    }
    reserve_rivals_of_slots();
}

std::optional<std::size_t> PhraseTries::find_tongue(std::string_view name) const {
    for (std::size_t i = 0; i < tongues_.size(); ++i) {
        if (tongues_[i].name == name) return i;
    }
    return std::nullopt;
}

const Pattern& PhraseTries::pattern(ast::Row row, std::size_t tongue) const {
    const auto index = static_cast<std::size_t>(find_row(row) - row_specs().data());
    return tongues_[tongue].patterns[index];
}

std::size_t PhraseTries::start_of(const RowSpec& spec, const Pattern& flat) const {
    if (spec.group != Group::expression) return root(spec.group);
    if (!is_slot(flat.front())) {
        return binds_like_operand(spec, flat) ? before_operand_ : root(spec.group);
    }
    const SlotKind left = spec.slots[flat.front().slot].kind;
    if (left == SlotKind::operand) return after_operand_;
    if (left == SlotKind::term || left == SlotKind::sum) return after_term_;
    throw std::invalid_argument("the pattern of `" + spec.id + "` begins with {" +
                                spec.slots[flat.front().slot].name +
                                "}, which no value can stand before");
}

void PhraseTries::add(const RowSpec& spec, const Pattern& flat, std::size_t tongue) {
    if (flat.empty()) throw std::invalid_argument("the pattern of `" + spec.id + "` is empty");
    std::size_t at = start_of(spec, flat);
    const bool follows_value = at == after_operand_ || at == after_term_;
    if (follows_value && flat.size() == 1) {
        throw std::invalid_argument("the pattern of `" + spec.id + "` has no word");
    }
    Accept accept{spec.row, {}};
    for (std::size_t i = 0; i < flat.size(); ++i) {
        const PatternPart& part = flat[i];
        if (is_slot(part)) accept.order.push_back(part.slot);
        if (i == 0 && follows_value) continue;
        if (is_slot(part)) {
            at = follow_slot(at, spec, spec.slots[part.slot]);
        } else {
            check_word(spec, part.word);
            at = follow_word(at, part.word, tongue);
        }
    }
    std::optional<Accept>& old = nodes_[at].accept;
    if (old && (old->row != accept.row || old->order != accept.order)) {
        throw std::invalid_argument("the pattern of `" + spec.id +
                                    "` cannot be told from that of `" +
                                    std::string(ast::row_name(old->row)) + "`");
    }
    old = std::move(accept);
}

std::size_t PhraseTries::follow_word(std::size_t from, const std::string& word,
                                     std::size_t tongue) {
    const auto found = nodes_[from].words.find(word);
    if (found != nodes_[from].words.end()) {
        found->second.tongues.insert(tongue);
        return found->second.target;
    }
    const std::size_t target = nodes_.size();
    nodes_.emplace_back();
    nodes_[from].words.emplace(word, WordEdge{target, {tongue}});
    return target;
}

std::size_t PhraseTries::follow_slot(std::size_t from, const RowSpec& spec, const Slot& slot) {
    for (SlotEdge& edge : nodes_[from].slots) {
        if (edge.kind == slot.kind) {
            edge.names.insert(slot.name);
            return edge.target;
        }
        if (is_open(edge.kind) && is_open(slot.kind)) {
            throw std::invalid_argument("the pattern of `" + spec.id +
                                        "` cannot be told from another: {" + slot.name + "} and {" +
                                        *edge.names.begin() + "} may begin alike");
        }
    }
    const std::size_t target = nodes_.size();
    nodes_.emplace_back();
    std::vector<SlotEdge>& slots = nodes_[from].slots;
    slots.push_back({slot.kind, target, {slot.name}});
    std::stable_sort(slots.begin(), slots.end(), [](const SlotEdge& a, const SlotEdge& b) {
        return try_order(a.kind) < try_order(b.kind);
    });
    return target;
}

/// The strictest reading of all rows holds.
void PhraseTries::reserve_word(const std::string& word, Reserve how) {
    if (!is_identifier(word)) return;
    Reserve& known = reserved_[word];
    known = std::max(known, how);
}

void PhraseTries::reserve_words(const RowSpec& spec, const Pattern& flat) {
    // Words of expressions, and whatever may follow an expression and end it.
    const bool joins = spec.group == Group::literal || spec.group == Group::word;
    const bool of_expressions =
        joins || spec.group == Group::expression || spec.group == Group::tiers;
    bool after_expression = false;
    for (std::size_t i = 0; i < flat.size(); ++i) {
        if (!is_slot(flat[i]) && (of_expressions || after_expression)) {
            const bool begins = i == 0 && spec.group == Group::expression;
            const bool opens = begins && flat.size() > 1 && !is_slot(flat[1]);
            reserve_word(flat[i].word, joins    ? Reserve::strong
                                       : opens  ? Reserve::opens
                                       : begins ? Reserve::begins
                                                : Reserve::weak);
        }
        after_expression = is_slot(flat[i]) && is_expression(spec.slots[flat[i].slot].kind);
    }
}

void PhraseTries::reserve_rivals_of_slots() {
    // Where a word and a slot may stand at the same place the word wins, so a name of that spelling
    // needs backticks.
    // In cells it needs them only there: see `begins_cell`.
    for (const TrieNode& node : nodes_) {
        if (&node == &nodes_[root(Group::cell)]) continue;
        const bool open = std::any_of(node.slots.begin(), node.slots.end(),
                                      [](const SlotEdge& edge) { return is_open(edge.kind); });
        if (!open) continue;
        for (const auto& word : node.words) reserve_word(word.first, Reserve::strong);
    }
}

std::vector<std::string> PhraseTries::beginnings(Group group, std::size_t tongue) const {
    std::set<std::string> found;
    const std::vector<RowSpec>& specs = row_specs();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].group != group) continue;
        std::string words;
        for (const PatternPart& part : tongues_[tongue].patterns[i]) {
            if (part.kind != PatternPart::Kind::word) break;
            words += (words.empty() ? "" : " ") + part.word;
        }
        if (!words.empty()) found.insert(words);
    }
    return {found.begin(), found.end()};
}

}  // namespace meritum::syntax
