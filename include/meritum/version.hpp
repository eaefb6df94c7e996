/// The version of the library and the edition of the language it reads.
#pragma once

#define MERITUM_VERSION_MAJOR 0
#define MERITUM_VERSION_MINOR 1
#define MERITUM_VERSION_PATCH 0
#define MERITUM_VERSION "0.1.0"

namespace meritum {
/// The language edition; part of every fingerprint.
inline constexpr int language_edition = 1;
}  // namespace meritum
