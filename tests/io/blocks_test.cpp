// A file in blocks: every line once, wherever blocks begin; work by several threads, taken in
// order.
#include "io/blocks.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace meritum::io {
namespace {

namespace fs = std::filesystem;

class BlocksTest : public testing::Test {
protected:
    void TearDown() override { fs::remove(path_); }

    InputFile file_of(const std::string& text) const {
        std::ofstream(path_, std::ios::binary) << text;
        return *InputFile::open(path_);
    }

    /// All blocks together; nothing if one cannot be had.
    static std::optional<std::string> all(const InputFile& file, std::size_t begin) {
        const Blocks blocks(file, begin);
        std::string text;
        std::vector<char> buffer;
        for (std::size_t i = 0; i < blocks.count(); ++i) {
            const auto lines = blocks.lines(i, buffer);
            if (!lines) return std::nullopt;
            if (!lines->text.empty()) {
                EXPECT_EQ(lines->offset, begin + text.size());
                EXPECT_GE(lines->offset, blocks.offset(i));
                EXPECT_LT(lines->offset, blocks.offset(i + 1));
                EXPECT_EQ(lines->text.back(), '\n');
            }
            text += lines->text;
        }
        return text;
    }

    fs::path path_ = fs::path(testing::TempDir()) / ("meritum_blocks_" + std::to_string(getpid()));
};

TEST_F(BlocksTest, HoldEveryLineOnce) {
    // Lines that end before, at and behind the border of a block.
    for (const std::size_t off : {0U, 1U, 2U, 3U, 50U}) {
        std::string text = "head\n" + std::string(Blocks::bytes - off, 'x') + "\n\nlast\n";
        for (int i = 0; i < 100'000; ++i)
            text += std::string(static_cast<std::size_t>(i % 7), 'y') + "\n";
        std::string cut = text.substr(0, 5) + text.substr(5 + Blocks::bytes - 60'000);
        EXPECT_EQ(all(file_of(cut), 5), cut.substr(5)) << off;
        for (std::size_t more = 0; more < 4; ++more) {
            cut.insert(5, "z\n");
            EXPECT_EQ(all(file_of(cut), 5), cut.substr(5)) << off;
        }
    }
}

TEST_F(BlocksTest, AddTheLastLineEnd) {
    EXPECT_EQ(all(file_of("a\nb"), 0), "a\nb\n");
    EXPECT_EQ(all(file_of("a\n"), 0), "a\n");
    EXPECT_EQ(all(file_of(""), 0), "");
    EXPECT_EQ(all(file_of("a\n"), 2), "");
    const std::string border(Blocks::bytes - 60'000, 'x');
    EXPECT_EQ(all(file_of(std::string(60'000, '\n') + "y"), 0), std::string(60'000, '\n') + "y\n");
    EXPECT_FALSE(all(file_of(border), 0).has_value() && border.size() > Blocks::bytes);
}

TEST_F(BlocksTest, RefuseLinesThatReachFarIntoTheNext) {
    const std::string start(Blocks::bytes - 1, '\n');
    EXPECT_TRUE(all(file_of(start + std::string(Blocks::longest_line, 'x') + "\n"), 0));
    EXPECT_FALSE(all(file_of(start + std::string(Blocks::longest_line + 1, 'x') + "\n"), 0));
}

TEST_F(BlocksTest, AreOfFilesOnly) {
    EXPECT_FALSE(InputFile::open(path_));
    EXPECT_FALSE(InputFile::open(testing::TempDir()));
    EXPECT_FALSE(InputFile::open("/dev/null"));
}

TEST(InOrder, TakesWhatIsWorkedAtInOrder) {
    for (const unsigned threads : {0U, 1U, 3U, 8U}) {
        constexpr std::size_t count = 500;
        std::vector<std::atomic<int>> worked(count);
        std::atomic<std::size_t> begun = 0;
        std::size_t next = 0;
        const bool all = in_order(
            count, threads,
            [&](std::size_t number) {
                ++begun;
                if (number % 50 == 0) std::this_thread::yield();
                ++worked[number];
                return true;
            },
            [&](std::size_t number) {
                EXPECT_EQ(number, next++);
                EXPECT_EQ(worked[number], 1);
                EXPECT_LE(begun - number, std::size_t{2} * std::max(threads, 1U));
                return true;
            });
        EXPECT_TRUE(all);
        EXPECT_EQ(next, count);
    }
    EXPECT_TRUE(in_order(0, 4, nullptr, nullptr));
}

TEST(InOrder, CanBeEnded) {
    for (const unsigned threads : {1U, 4U}) {
        std::size_t taken = 0;
        const auto work = [](std::size_t number) { return number < 100; };
        const auto count = [&](std::size_t) { return ++taken > 0; };
        EXPECT_FALSE(in_order(1'000, threads, work, count));
        EXPECT_LE(taken, 100U);
        taken = 0;
        EXPECT_FALSE(in_order(
            1'000, threads, [](std::size_t) { return true; },
            [&](std::size_t) { return ++taken < 7; }));
        EXPECT_EQ(taken, 7U);
        EXPECT_THROW(in_order(
                         1'000, threads,
                         [](std::size_t number) {
                             if (number == 30) throw std::runtime_error("thirty");
                             return true;
                         },
                         count),
                     std::runtime_error);
    }
}

}  // namespace
}  // namespace meritum::io
