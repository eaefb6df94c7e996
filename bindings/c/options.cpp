// See options.hpp.
#include "options.hpp"

#include "texts.hpp"

namespace meritum::c {

Params params_of(const meritum_param* params, std::size_t count) {
    if (params == nullptr && count != 0) throw Mistake("params is NULL and has a length");
    if (count > PTRDIFF_MAX / sizeof *params)
        throw Mistake("params has a length that no array has");
    Params own;
    for (std::size_t i = 0; i < count; ++i) {
        own.emplace_back(text_of(params[i].name, "the name of a param"),
                         text_of(params[i].value, "the value of a param"));
    }
    return own;
}

Keep keep_of(meritum_keep keep, Keep fallback) {
    switch (keep) {
        case MERITUM_KEEP_DEFAULT: return fallback;
        case MERITUM_KEEP_RESULTS: return Keep::results;
        case MERITUM_KEEP_LINES: return Keep::lines;
        case MERITUM_KEEP_EVERYTHING: return Keep::everything;
    }
    refuse_value("keep", keep);
}

}  // namespace meritum::c
