// See fingerprint.hpp. The hash is libsodium's.
#include "syntax/fingerprint.hpp"

#include <array>

#include <sodium.h>

#include "meritum/version.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {

std::string fingerprint(const ast::Document& document, const Phrases& phrases) {
    PrintOptions options;
    options.tongue = phrases.tongues().front();
    options.comments = false;
    options.labels = false;
    options.align = false;
    options.used = true;
    const std::string text = "meritum language edition " + std::to_string(language_edition) + "\n" +
                             print(document, options, phrases);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size());
    static constexpr char hex[] = "0123456789abcdef";
    std::string result = "sha256:";
    for (const auto byte : digest) {
        result += hex[byte >> 4];
        result += hex[byte & 15];
    }
    return result;
}

}  // namespace meritum::syntax
