// See tree.hpp. An explicit stack of open levels; nothing recurses. Must not know a parser or a
// schema. Tests: tests/io/yaml_test.cpp, tests/io/json_test.cpp.
#include "io/tree.hpp"

#include <utility>
#include <variant>

#include "base/limits.hpp"
#include "io/read.hpp"
#include "value/fact_errors.hpp"
#include "value/unicode.hpp"

namespace meritum::io {

std::string described(const Tree& tree) {
    switch (tree.kind) {
        case Tree::Kind::list: return "a list";
        case Tree::Kind::mapping: return "a mapping";
        case Tree::Kind::scalar: break;
    }
    if (const auto* truth = std::get_if<bool>(&tree.scalar.get())) return *truth ? "true" : "false";
    const auto text = tree.scalar.to_string();
    return text.empty() ? "empty" : "\"" + value::printable(text) + "\"";
}

void TreeBuilder::refuse(const std::string& message, Place place) const {
    throw ReadError(message, file_, place.line, place.column);
}

void TreeBuilder::check_size(std::size_t bytes, Place place) const {
    if (bytes > limits::scalar_bytes) {
        refuse("one value of more than " + std::to_string(limits::scalar_bytes) + " bytes", place);
    }
}

bool TreeBuilder::expects_key() const {
    return !levels_.empty() && levels_.back().tree.kind == Tree::Kind::mapping &&
           !levels_.back().has_key;
}

void TreeBuilder::open(Tree::Kind kind, Place place) {
    if (expects_key()) refuse("a key must be a single text", place);
    if (levels_.size() == depth_) {
        refuse("more than " + std::to_string(depth_) + " levels inside each other", place);
    }
    levels_.emplace_back();
    levels_.back().tree.kind = kind;
    levels_.back().tree.place = place;
}

void TreeBuilder::close() {
    Tree tree = std::move(levels_.back().tree);
    levels_.pop_back();
    add(std::move(tree));
}

void TreeBuilder::key(std::string text, Place place) {
    check_size(text.size(), place);
    auto& level = levels_.back();
    if (!level.keys.insert(text).second) {
        refuse("the key " + value::quoted_name(text) + " is given twice", place);
    }
    level.pending.key = std::move(text);
    level.pending.key_place = place;
    level.has_key = true;
}

void TreeBuilder::scalar(FactValue value, Place place) {
    if (const auto* text = std::get_if<std::string>(&value.get())) check_size(text->size(), place);
    Tree tree;
    tree.place = place;
    tree.scalar = std::move(value);
    add(std::move(tree));
}

void TreeBuilder::add(Tree tree) {
    if (levels_.empty()) {
        root_ = std::move(tree);
        return;
    }
    auto& level = levels_.back();
    level.pending.tree = std::move(tree);
    level.tree.entries.push_back(std::exchange(level.pending, {}));
    level.has_key = false;
}

}  // namespace meritum::io
