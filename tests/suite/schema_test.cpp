// The JSON Schema for editors has the keys that the reader knows, and no others.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "io/formats.hpp"
#include "suite/keys.hpp"

namespace meritum::suite {
namespace {

std::vector<std::string> keys_of_mapping(const io::Tree& tree) {
    std::vector<std::string> keys;
    for (const auto& entry : tree.entries) keys.push_back(entry.key);
    return keys;
}

TEST(Schema, HasTheKeysOfTheReader) {
    std::ostringstream text;
    text << std::ifstream(MERITUM_REPOSITORY "/docs/suite.schema.json").rdbuf();
    const auto schema = io::json_tree("suite.schema.json", text.str());
    const auto* objects = value_of(schema, "$defs");
    ASSERT_NE(objects, nullptr);
    const std::pair<Object, const char*> names[] = {
        {Object::suite, "suite"},
        {Object::one_case, "one_case"},
        {Object::participant, "participant"},
        {Object::table, "table"},
        {Object::expect, "expect"},
        {Object::error, "error"},
        {Object::diagnostic, "diagnostic"},
    };
    EXPECT_EQ(objects->entries.size(), std::size(names));
    for (const auto& [object, name] : names) {
        const auto* one = value_of(*objects, name);
        ASSERT_NE(one, nullptr) << name;
        EXPECT_EQ(keys_of_mapping(*value_of(*one, "properties")), keys_of(object)) << name;
        const auto* others = value_of(*one, "additionalProperties");
        ASSERT_NE(others, nullptr) << name;
        EXPECT_EQ(others->scalar.to_string(), "no") << name;
    }
}

TEST(Schema, TheDocumentNamesEveryKey) {
    std::ostringstream text;
    text << std::ifstream(MERITUM_REPOSITORY "/docs/suites.md").rdbuf();
    for (const auto object : {Object::suite, Object::one_case, Object::participant, Object::table,
                              Object::expect, Object::error, Object::diagnostic}) {
        for (const auto& key : keys_of(object))
            EXPECT_NE(text.str().find("`" + key + "`"), std::string::npos) << key;
    }
}

}  // namespace
}  // namespace meritum::suite
