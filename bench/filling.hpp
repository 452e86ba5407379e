// Stores with a made-up register in them.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "api/wire/command_reader.hpp"
#include "bench/generator.hpp"
#include "bench/measure.hpp"
#include "storage/journal/store.hpp"
#include "storage/work/ledger.hpp"
#include "storage/work/new_store.hpp"

namespace tiaojie::bench {

inline constexpr const char* now = "2026-11-23T10:00:00+08:00";
inline const Date today = Date::of(2026, 11, 23);

inline void apply_line(storage::Ledger& ledger, const std::string& line) {
    const auto json = parse_json(line);
    const auto command = read_command(*json);
    if (!command) throw std::runtime_error{command.refusal().message + line};
    const auto applied = ledger.execute(command->command, command->envelope);
    if (!applied) throw std::runtime_error{applied.refusal().message + line};
}

inline std::filesystem::path fresh(const std::filesystem::path& file) {
    for (const char* ending : {"", ".key", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
    return file;
}

// A store with a whole register in it, filled in large units of work.
inline double fill(const std::filesystem::path& file, const Shape& shape, const std::string& data) {
    storage::create_store(fresh(file), baseline(shape, data));
    storage::Store store{file};
    Stopwatch watch;
    auto ledger = std::make_unique<storage::Ledger>(store, today, now);
    std::int64_t lines = 0;
    generate(shape, [&](const std::string& line) {
        apply_line(*ledger, line);
        if (++lines % 200'000 != 0) return;
        ledger->commit();
        ledger = std::make_unique<storage::Ledger>(store, today, now);
        std::fprintf(stderr, "\r  filling %s: %lld commands", file.filename().c_str(), static_cast<long long>(lines));
    });
    ledger->commit();
    store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    std::fprintf(stderr, "\r  filled %s: %lld commands in %.0f s\n", file.filename().c_str(),
                 static_cast<long long>(lines), watch.seconds());
    return static_cast<double>(lines) / watch.seconds();
}

}  // namespace tiaojie::bench
