/// What a shared library shows to the outside. Everything else is hidden (`-fvisibility=hidden`).
#pragma once

#if defined(MERITUM_STATIC)
#define MERITUM_API
#elif defined(_WIN32)
#if defined(MERITUM_BUILDING)
#define MERITUM_API __declspec(dllexport)
#else
#define MERITUM_API __declspec(dllimport)
#endif
#else
#define MERITUM_API __attribute__((visibility("default")))
#endif
