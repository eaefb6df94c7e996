// See blocks.hpp. By POSIX.
#include "io/blocks.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace meritum::io {

std::optional<InputFile> InputFile::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return std::nullopt;
    struct stat found {};
    InputFile file(descriptor, 0);
    if (::fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    file.size_ = static_cast<std::size_t>(found.st_size);
    return file;
}

InputFile::~InputFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<std::size_t> InputFile::read(std::size_t offset, std::span<char> bytes) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got = ::pread(descriptor_, bytes.data() + done, bytes.size() - done,
                                 static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::size_t Blocks::count() const {
    return file_.size() <= begin_ ? 0 : (file_.size() - begin_ + bytes - 1) / bytes;
}

std::optional<Blocks::Lines> Blocks::lines(std::size_t block, std::vector<char>& buffer) const {
    constexpr std::size_t behind = 16;
    constexpr std::size_t most = 1 + bytes + longest_line;
    buffer.resize(most + 1 + behind);
    // One byte before: a line begins where it is an end. And all of the last line.
    const std::size_t before = block == 0 ? 0 : 1;
    const auto first = offset(block) - before;
    auto size = file_.read(first, std::span(buffer).first(before + bytes + longest_line));
    if (!size) return std::nullopt;
    const bool to_end = first + *size >= file_.size();
    if (to_end && *size > 0 && buffer[*size - 1] != '\n') buffer[(*size)++] = '\n';
    const std::string_view all(buffer.data(), *size);
    const auto nominal = std::min(all.size(), before + bytes);
    auto begin = before == 0 ? 0 : all.find('\n') + 1;
    if (before != 0 && (begin == 0 || begin > nominal)) begin = nominal;  // no line begins here
    std::size_t end = begin;
    if (begin < nominal) {
        end = all.find('\n', nominal - 1) + 1;
        if (end == 0 || end - nominal > longest_line) return std::nullopt;
    }
    std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(*size), behind, '\0');
    return Lines{all.substr(begin, end - begin), first + begin};
}

namespace {

/// Numbers that several threads work at and one takes in order.
class Order {
public:
    Order(std::size_t count, unsigned threads, const std::function<bool(std::size_t)>& work,
          const std::function<bool(std::size_t)>& take)
        : work_(work), take_(take), done_(count), ahead_(std::size_t{2} * threads) {}

    void run() {
        try {
            while (const auto number = next()) {
                if (!work_(*number)) return stop(nullptr);
                finish(*number);
            }
        } catch (...) {
            stop(std::current_exception());
        }
    }

    bool result() const {
        if (thrown_) std::rethrow_exception(thrown_);
        return !stopped_;
    }

private:
    std::optional<std::size_t> next() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || next_ < taken_ + ahead_; });
        if (stopped_ || next_ == done_.size()) return std::nullopt;
        return next_++;
    }

    /// Takes what can be taken, unless somebody does so already: they will see this one.
    void finish(std::size_t number) {
        std::unique_lock lock(mutex_);
        done_[number] = true;
        if (taking_) return;
        taking_ = true;
        while (!stopped_ && taken_ < done_.size() && done_[taken_]) {
            const auto at = taken_;
            lock.unlock();
            const bool good = take_(at);
            lock.lock();
            ++taken_;
            stopped_ = stopped_ || !good;
            room_.notify_all();
        }
        taking_ = false;
    }

    void stop(std::exception_ptr thrown) {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        if (!thrown_) thrown_ = std::move(thrown);
        room_.notify_all();
    }

    const std::function<bool(std::size_t)>& work_;
    const std::function<bool(std::size_t)>& take_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::vector<bool> done_;
    std::size_t next_ = 0;
    std::size_t taken_ = 0;
    std::size_t ahead_;
    bool taking_ = false;
    bool stopped_ = false;
    std::exception_ptr thrown_;
};

}  // namespace

bool in_order(std::size_t count, unsigned threads, const std::function<bool(std::size_t)>& work,
              const std::function<bool(std::size_t)>& take) {
    threads =
        static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1)));
    Order order(count, threads, work, take);
    {
        std::vector<std::jthread> others;
        try {
            for (unsigned i = 1; i < threads; ++i) others.emplace_back([&] { order.run(); });
        } catch (const std::system_error&) {
            // No more threads to be had: those that are there do the work.
        }
        order.run();
    }
    return order.result();
}

}  // namespace meritum::io
