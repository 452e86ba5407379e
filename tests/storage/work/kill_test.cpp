// SIGKILL at any moment: all or none of a batch is there, every acknowledged unit is, and verify holds.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "core/case/command.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

constexpr int rounds = 16;

// A child process that works on the store and says through a pipe how far it is.
class Child {
public:
    template <class Work>
    explicit Child(Work work) {
        int ends[2]{};
        if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
        process_ = ::fork();
        if (process_ == 0) {
            ::close(ends[0]);
            try {
                work([&](int n) {
                    if (::write(ends[1], &n, sizeof n) != sizeof n) ::_exit(2);
                });
            } catch (...) {
                ::_exit(3);
            }
            ::_exit(0);
        }
        ::close(ends[1]);
        from_ = ends[0];
    }
    ~Child() { ::close(from_); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // The next thing it says; -1 when it has ended.
    int hear() const {
        int n = -1;
        return ::read(from_, &n, sizeof n) == sizeof n ? n : -1;
    }

    // Kills it after a while. True when it was still at work.
    bool kill_after(int microseconds) const {
        ::usleep(static_cast<useconds_t>(microseconds));
        ::kill(process_, SIGKILL);
        int state = 0;
        ::waitpid(process_, &state, 0);
        REQUIRE((WIFSIGNALED(state) || WEXITSTATUS(state) == 0));
        return WIFSIGNALED(state);
    }

private:
    pid_t process_{};
    int from_{};
};

RegisterCase numbered(const std::string& prefix, int n) {
    return case_in(the_village, prefix + "-" + std::to_string(n));
}

std::int64_t events_after_check(const std::filesystem::path& file) {
    Store store{file};
    const auto checked = verify(store, {});
    if (checked.fault) FAIL(checked.fault->what);
    return checked.events;
}

}  // namespace

TEST_CASE("a batch that is killed is there whole or not at all", "[storage][kill]") {
    constexpr int batch = 120;
    TemporaryStore kept;
    kept.found_office();
    auto events = kept.store().head().position;
    kept.close();
    Chance chance{20211014};
    int cut_short = 0;
    int whole_us = 0;  // what a batch takes here, measured in the first round
    for (int round = 0; round < rounds; ++round) {
        const Child child{[&](auto say) {
            Store store{kept.file()};
            say(0);
            const auto unit = begin_unit(store, date("2021-03-01"));
            for (int i = 0; i < batch; ++i)
                if (!unit->execute(numbered("r" + std::to_string(round), i), envelope_of("2021-03-01"))) ::_exit(4);
            unit->commit();
            say(1);
        }};
        REQUIRE(child.hear() == 0);
        bool acknowledged = false;
        if (round == 0) {
            const auto begin = std::chrono::steady_clock::now();
            acknowledged = child.hear() == 1;
            const auto taken = std::chrono::steady_clock::now() - begin;
            whole_us = static_cast<int>(std::chrono::duration_cast<std::chrono::microseconds>(taken).count()) + 1;
        }
        const bool killed = child.kill_after(round == 0 ? 0 : chance.below(whole_us * 5 / 4));
        acknowledged = acknowledged || child.hear() == 1;
        const auto now = events_after_check(kept.file());
        CAPTURE(round, killed, acknowledged);
        CHECK((now == events || now == events + batch));
        if (acknowledged) CHECK(now == events + batch);
        cut_short += now == events;
        events = now;
    }
    CHECK(cut_short > 0);
}

TEST_CASE("of small units that are killed every acknowledged one is there, and none in part", "[storage][kill]") {
    constexpr int unit_size = 3;
    TemporaryStore kept;
    kept.found_office();
    auto events = kept.store().head().position;
    kept.close();
    Chance chance{1949};
    int acknowledged_units = 0;
    for (int round = 0; round < rounds; ++round) {
        const Child child{[&](auto say) {
            Store store{kept.file()};
            for (int n = 1;; ++n) {
                const auto unit = begin_unit(store, date("2021-03-01"));
                for (int i = 0; i < unit_size; ++i)
                    if (!unit->execute(numbered("s" + std::to_string(round), n * unit_size + i),
                                       envelope_of("2021-03-01")))
                        ::_exit(4);
                unit->commit();
                say(n);
            }
        }};
        REQUIRE(child.hear() == 1);
        CHECK(child.kill_after(chance.below(30'000)));
        int acknowledged = 1;
        for (int n = child.hear(); n > 0; n = child.hear()) acknowledged = n;
        const auto now = events_after_check(kept.file());
        const auto added = now - events;
        CAPTURE(round, acknowledged, added);
        CHECK(added % unit_size == 0);
        CHECK((added == acknowledged * unit_size || added == (acknowledged + 1) * unit_size));
        events = now;
        acknowledged_units += acknowledged;
    }
    CHECK(acknowledged_units > rounds);
}
