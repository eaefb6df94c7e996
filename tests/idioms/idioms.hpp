// Tables of plans: idioms that must be accepted, slips that must be refused, and what slips are
// told, each after the same facts.
#pragma once

#include <string>
#include <vector>

namespace meritum::idioms {

/// Facts, params, score and grades that every plan of the tables begins with.
extern const std::string preamble;

struct Idiom {
    std::string name;
    std::string text;  ///< what follows the preamble
};
extern const std::vector<Idiom> accepted;

struct Slip {
    std::string name;
    std::string kind;  ///< of the first diagnostic
    std::string text;
};
extern const std::vector<Slip> refused;

struct Advice {
    std::string name;
    std::string text;
    std::string said;  ///< by the first diagnostic: "code [what is marked] fix"
};
extern const std::vector<Advice> advised;

}  // namespace meritum::idioms
