// What YAML and JSON have in common: a strict tree with places. In: events of a parser. Out: a
// Tree, or ReadError. Duplicate keys, depth and size are refused here, once for both. Must not know
// a parser or a schema. Tests: tests/io/yaml_test.cpp, tests/io/json_test.cpp.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "io/places.hpp"
#include "meritum/facts.hpp"

namespace meritum::io {

struct Entry;

/// A scalar, a list of trees or a mapping of keys to trees. At most limits::data_depth levels (an
/// archive: archive_depth), so recursion is safe.
struct Tree {
    enum class Kind { scalar, list, mapping };

    Kind kind = Kind::scalar;
    Place place;
    FactValue scalar;            ///< missing, a boolean of JSON, or a text
    std::vector<Entry> entries;  ///< of a list (without keys) or mapping, in order
};

struct Entry {
    std::string key;
    Place key_place;
    Tree tree;
};

/// "a list", "a mapping", "empty" or the scalar itself: for messages.
std::string described(const Tree& tree);

class TreeBuilder {
public:
    explicit TreeBuilder(std::string file, std::size_t depth = limits::data_depth)
        : file_(std::move(file)), depth_(depth) {}

    void open(Tree::Kind kind, Place place);
    void close();
    void key(std::string text, Place place);
    void scalar(FactValue value, Place place);

    /// True where the next event must be a key.
    bool expects_key() const;

    /// REQUIRES that everything opened is closed.
    Tree take() { return std::move(root_); }

    [[noreturn]] void refuse(const std::string& message, Place place) const;

private:
    struct Level {
        Tree tree;
        std::set<std::string> keys;  ///< ordered: keys come from outside
        Entry pending;
        bool has_key = false;
    };

    void add(Tree tree);
    void check_size(std::size_t bytes, Place place) const;

    std::string file_;
    std::size_t depth_;
    std::vector<Level> levels_;
    Tree root_;
};

}  // namespace meritum::io
