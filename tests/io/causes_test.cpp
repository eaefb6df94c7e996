// Why a text is no YAML or JSON: what people write by habit, and what they are told, where.
#include <gtest/gtest.h>

#include "io/formats.hpp"
#include "io/reading.hpp"

namespace meritum::io {
namespace {

struct Case {
    std::string text;
    std::string message;
};

TEST(Causes, Yaml) {
    const Case cases[] = {
        {"- id: a\n\tx: 1\n", "f:2:1: a tab indents this line; YAML is indented with blanks"},
        {"- id: a\n  \tx: 3\n", "f:2:3: a tab indents this line; YAML is indented with blanks"},
        {"- id: a\n  x： 1\n", "f:2:4: this is a full-width colon; write `:` and a blank"},
        {"- id: a\n  x： 1\n  y: 3\n", "f:2:4: this is a full-width colon; write `:` and a blank"},
        {"- id: a\n  x 1\n", "f:2:3: a colon should stand behind the name: `x: 1`"},
        {"- id: a\n  y 1\n  x: 2\n", "f:2:3: a colon should stand behind the name: `x: 1`"},
        {"- id: a\n  x:1\n", "f:2:4: a blank should follow the colon: `x: 1`"},
        {"- id: a\n  x: [1, 2\n- id: b\n  x: 3\n", "f:2:6: `[` begins here and is never closed"},
        {"- id: a\n  x: {y: 1\n- id: b\n  x: 3\n", "f:2:6: `{` begins here and is never closed"},
        {"{a: 1 b: 2}\n", "f:1:8: a comma or `}` should stand before this"},
        {"- id: a: b\n",
         "f:1:8: a second colon on this line; a text with a colon stands in quotes"},
        {"- id: a\n x: 1\n",
         "f:2:2: this line is indented otherwise than those it belongs to; begin it where they do"},
        {"- id: a\n  x: 1\n   z: 2\n",
         "f:3:4: this line is indented deeper than the one above, which has its value already"},
        {"- id: \"a\" b\n", "f:1:11: a text follows a closing quote"},
        {"a: 1\n]\n", "f:2:1: `]` closes nothing"},
        {"- id: @a\n", "f:1:7: a text that begins with `@` stands in quotes"},
        {"- id: 'a' b\n", "f:1:11: a text follows a closing quote"},
        {"- id: a\n  x: }\n", "f:2:6: `}` closes nothing"},
        {"- id: a\n  x: [1, 2}\n", "f:2:11: a comma or `]` should stand before this"},
        {"- id: a\n  x: {y: 'a\n", "f:2:10: a quote begins here and is never closed"},
        {"a: 1\nb\nc: 3\n", "f:2:1: a colon should stand behind the name: `x: 1`"},
        {"a: 1\r\nb 2\r\n\r\nc: 3\r\n", "f:2:1: a colon should stand behind the name: `x: 1`"},
        {"x: !!int 3\n", "f:1:4: tags (!name) are not taken; the plan declares the types"},
        {"x: 1\n---\nx: 2\n", "f:2:1: a second document begins; a file holds one"},
    };
    for (const auto& [text, message] : cases)
        EXPECT_EQ(read_page(Format::yaml, text), message) << text;
}

TEST(Causes, Json) {
    const Case cases[] = {
        {"[{\"a\": 1,}]", "f:1:9: no comma stands before the end"},
        {"[{\"a\": 1},\n]", "f:1:10: no comma stands before the end"},
        {"[{'a': 1}]", "f:1:3: keys and texts stand in double quotes: `\"`"},
        {"[{\"a\": 'b'}]", "f:1:8: keys and texts stand in double quotes: `\"`"},
        {"[{a: 1}]", "f:1:3: a key stands in double quotes: `\"a\"`"},
        {"[{\"a\": NaN}]", "f:1:8: `NaN` is no value of JSON; leave it out, or write `null`"},
        {"[{\"a\": -Infinity}]",
         "f:1:9: `Infinity` is no value of JSON; leave it out, or write `null`"},
        {"[{\"a\": True}]", "f:1:8: write `true`"},
        {"[{\"a\": yes}]", "f:1:8: a text stands in double quotes: `\"yes\"`"},
        {"[1, // note\n2]", "f:1:5: JSON has no comments; delete this one"},
        {"[1] # note", "f:1:5: JSON has no comments; delete this one"},
        {"[{\"a\": 1 \"b\": 2}]",
         "f:1:10: a comma should stand before this, or a quote before it is in the wrong place"},
        {"[{\"a\" 1}]", "f:1:7: a colon should stand here"},
        {"[{\"a\"： 1}]", "f:1:6: this is a full-width colon; write `:`"},
        {"[{\"a\": 1，\"b\": 1}]", "f:1:9: this is a full-width comma; write `,`"},
        {"[{\"a\": 1", "f:1:2: `{` begins here and is never closed"},
        {"[{\"a\": 1}\n", "f:1:1: `[` begins here and is never closed"},
        {"[{\"a\": 01}]",
         "f:1:8: a number does not begin with a zero; a text stands in double "
         "quotes"},
        {"[+1]", "f:1:2: write the number without `+`"},
        {"[.5]", "f:1:2: write a digit before the point: `0.5`"},
        {"[\"a\nb\"]", "f:1:4: a line ends inside a text; close its quote, or write `\\n`"},
        {"[\"a", "f:1:2: a quote begins here and is never closed"},
        {"[] []", "f:1:4: the data ends before this; one list or mapping is a file"},
        {"[“a”]", "f:1:2: keys and texts stand in double quotes: `\"`"},
        {"[”a”]", "f:1:2: keys and texts stand in double quotes: `\"`"},
        {"[‘a’]", "f:1:2: keys and texts stand in double quotes: `\"`"},
        {"[TRUE]", "f:1:2: write `true`"},
        {"[False]", "f:1:2: write `false`"},
        {"[FALSE]", "f:1:2: write `false`"},
        {"{a_1: 1}", "f:1:2: a key stands in double quotes: `\"a_1\"`"},
        {"\"", "f:1:1: a quote begins here and is never closed"},
        {"[\"a\r\nb\"]", "f:1:4: a line ends inside a text; close its quote, or write `\\n`"},
        {"[\"a\tb\"]", "f:1:4: a tab stands inside a text; write `\\t`"},
        {"[\"a\x01z\"]", "f:1:4: a control character stands inside a text"},
        {"[\"a\\q\"]", "f:1:4: this escape is none of JSON; a backslash is written `\\\\`"},
        {"{\"a\": 1,5}", "f:1:9: a comma ends a value; decimals stand behind a point: `1.5`"},
        {"{5: 1}", "f:1:2: a key in double quotes should stand here"},
        {"[1_000]", "f:1:3: write the number without `_`"},
        {"[5.]", "f:1:4: a digit should stand behind the point: `5.0`"},
        {"[1e]", "f:1:4: write the number in full, without an exponent"},
        {"[}", "f:1:2: a value should stand here"},
    };
    for (const auto& [text, message] : cases)
        EXPECT_EQ(read_page(Format::json, text), message) << text;
}

TEST(Causes, AreShortWhateverTheFileHolds) {
    try {
        json_tree("f", std::string(100'000, 'x'), 16);
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_LT(std::string_view(error.what()).size(), 200U);
    }
}

}  // namespace
}  // namespace meritum::io
