// See keys.hpp.
#include "suite/keys.hpp"

#include <algorithm>
#include <array>

#include "value/fact_errors.hpp"

namespace meritum::suite {

namespace {

constexpr std::size_t objects = 7;

struct Row {
    Object object;
    const char* key;
};

constexpr Row rows[] = {
#define SUITE_KEY(object, key) {Object::object, key},
#include "suite/keys.def"
#undef SUITE_KEY
};

}  // namespace

std::string_view name_of(Object object) {
    switch (object) {
        case Object::suite: return "a suite";
        case Object::one_case: return "a case";
        case Object::participant: return "a participant";
        case Object::table: return "a table";
        case Object::expect: return "`expect`";
        case Object::error: return "an expected error";
        case Object::diagnostic: return "an expected diagnostic";
    }
    return {};
}

const std::vector<std::string>& keys_of(Object object) {
    static const auto all = [] {
        std::array<std::vector<std::string>, objects> keys;
        for (const auto& row : rows) keys[static_cast<std::size_t>(row.object)].push_back(row.key);
        return keys;
    }();
    return all[static_cast<std::size_t>(object)];
}

namespace {

/// One or many of a thing, before anything that is spelt as near: `case` is `cases`, not `base`.
std::vector<std::string> meant_by(const std::string& written,
                                  const std::vector<std::string>& keys) {
    for (const auto& key : keys) {
        if (key == written + "s" || key + "s" == written) return {key};
    }
    return keys;
}

}  // namespace

bool is_object(const io::Tree& tree, Object object, Problems& problems) {
    const std::string name(name_of(object));
    const auto& keys = keys_of(object);
    if (tree.kind != io::Tree::Kind::mapping) {
        std::string fix = "its keys are ";
        for (const auto& key : keys) fix += (key == keys.front() ? "" : ", ") + key;
        problems.add(tree.place, name + " is a mapping, not " + io::described(tree), fix);
        return false;
    }
    for (const auto& entry : tree.entries) {
        if (std::find(keys.begin(), keys.end(), entry.key) == keys.end())
            problems.add_unknown(entry.key_place, entry.key, "no key of " + name,
                                 meant_by(entry.key, keys));
    }
    return true;
}

const io::Tree* value_of(const io::Tree& mapping, std::string_view key) {
    for (const auto& entry : mapping.entries) {
        if (entry.key == key) return &entry.tree;
    }
    return nullptr;
}

bool is_text(const io::Tree& tree, std::string_view what, Problems& problems) {
    if (tree.kind == io::Tree::Kind::scalar && !tree.scalar.to_string().empty()) return true;
    problems.add(tree.place, std::string(what) + " is a text, not " + io::described(tree));
    return false;
}

}  // namespace meritum::suite
