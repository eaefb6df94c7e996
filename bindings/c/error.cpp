// Errors, texts, what is true of every object. In: an exception that is being handled. Out: an
// object with its words and its JSON. Tests: tests/c/mistakes_test.cpp.
#include <new>
#include <span>

#include "handle.hpp"
#include "meritum/diagnostics.hpp"
#include "meritum/plan.hpp"
#include "meritum/version.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

struct Told {
    meritum_status status = MERITUM_INTERNAL;
    std::string message;
    std::string json;
};

}  // namespace

template <>
struct Kind<meritum_error> {
    using Body = Told;
    static constexpr std::uint64_t mark = 0x4d65726974020265;
    static constexpr const char* name = "error";
};

namespace {

const char* name_of(meritum_status status) {
    switch (status) {
        case MERITUM_OK: return "ok";
        case MERITUM_WRONG_ARGUMENT: return "wrong_argument";
        case MERITUM_WRONG_PLAN: return "wrong_plan";
        case MERITUM_WRONG_FACTS: return "wrong_facts";
        case MERITUM_REFUSED: return "refused";
        case MERITUM_STOPPED: return "stopped";
        case MERITUM_OUT_OF_MEMORY: return "out_of_memory";
        case MERITUM_INTERNAL: return "internal";
    }
    return "internal";
}

std::string number_or_null(std::size_t number) {
    return number == 0 ? "null" : std::to_string(number);
}

/// As docs/json.md has `errors[]`.
std::string json_of(const FactError& error) {
    return "{\"id\":" + json_text_or_null(error.id) +
           ",\"period\":" + json_text_or_null(error.period) +
           ",\"file\":" + json_text_or_null(error.file) +
           ",\"line\":" + number_or_null(error.line) +
           ",\"column\":" + number_or_null(error.column) +
           ",\"fact\":" + json_text_or_null(error.fact) + ",\"code\":" + json_text(error.code) +
           ",\"message\":" + json_text(error.message) + "}";
}

Told told_of(meritum_status status, const std::string& message, const Diagnostics& diagnostics = {},
             std::span<const FactError> wrong = {}) {
    std::string plans = "\"plans\":[]";
    if (!diagnostics.items.empty()) {
        plans = to_json(std::span(&diagnostics, 1));  // {"plans":[...]}
        plans = plans.substr(1, plans.rfind('}') - 1);
    }
    std::string errors;
    for (const auto& error : wrong) errors += (errors.empty() ? "" : ",\n") + json_of(error);
    return {status, message,
            "{\"status\":" + json_text(name_of(status)) + ",\"message\":" + json_text(message) +
                ",\n" + plans + ",\n\"errors\":[" + errors + "]}\n"};
}

Told current() {
    try {
        throw;
    } catch (const Mistake& mistake) {
        return told_of(MERITUM_WRONG_ARGUMENT, mistake.what());
    } catch (const Stopped& stopped) {
        return told_of(MERITUM_STOPPED, stopped.what());
    } catch (const Error& error) {
        const auto status = error.diagnostics().has_errors() ? MERITUM_WRONG_PLAN
                            : !error.fact_errors().empty()   ? MERITUM_WRONG_FACTS
                                                             : MERITUM_REFUSED;
        return told_of(status, error.what(), error.diagnostics(), error.fact_errors());
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& other) {
        return told_of(MERITUM_INTERNAL, other.what());
    } catch (...) {
        return told_of(MERITUM_INTERNAL, "something was thrown that is no std::exception");
    }
}

/// There once, since there is no memory to make it with. Never freed.
meritum_error* no_memory() {
    static Told* const body = [] {
        auto* made = new Told;
        *made = told_of(MERITUM_OUT_OF_MEMORY, "there is not enough memory");
        return made;
    }();
    static Shell* const shell = [] {
        auto* made = new Shell;
        made->body = body;
        made->mark = Kind<meritum_error>::mark;
        return made;
    }();
    return reinterpret_cast<meritum_error*>(shell);
}

/// While there is memory: before anything else is done.
const meritum_error* const made_in_time = no_memory();

}  // namespace

meritum_status told(meritum_error** error) {
    (void)made_in_time;
    try {
        auto body = current();
        const auto status = body.status;
        if (error != nullptr) *error = make<meritum_error>(std::move(body));
        return status;
    } catch (...) {
        if (error != nullptr) *error = no_memory();
        return MERITUM_OUT_OF_MEMORY;
    }
}

}  // namespace meritum::c

using namespace meritum::c;

const char* meritum_version(void) { return MERITUM_VERSION; }

uint32_t meritum_abi_version(void) { return MERITUM_ABI_VERSION; }

meritum_status meritum_free(void* object) {
    return guarded(nullptr, [&] {
        if (object != nullptr && !bury(object))
            throw Mistake("object was freed before, or is none of ours");
    });
}

const char* meritum_text_get(const meritum_text* text, size_t* size) {
    const auto* body = find_body(text);
    if (size != nullptr) *size = body == nullptr ? 0 : body->size();
    return body == nullptr ? nullptr : body->c_str();
}

const char* meritum_error_get(const meritum_error* error, meritum_output output, size_t* size) {
    const auto* body = find_body(error);
    const std::string* shown = nullptr;
    if (body != nullptr && output == MERITUM_TEXT) shown = &body->message;
    if (body != nullptr && output == MERITUM_JSON) shown = &body->json;
    if (size != nullptr) *size = shown == nullptr ? 0 : shown->size();
    return shown == nullptr ? nullptr : shown->c_str();
}
