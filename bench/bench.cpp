// Measures the program against limits taken in the same run: raw SQLite writing the same bytes with the same
// durability, a bare SELECT of the same rows. Ratios are what counts; times are of one machine. Prints a Markdown
// table.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "api/tasks/report_maker.hpp"
#include "bench/filling.hpp"
#include "bench/generator.hpp"
#include "bench/measure.hpp"
#include "bench/raw_writer.hpp"
#include "cli/applying.hpp"
#include "core/case/evolve.hpp"
#include "storage/journal/journal.hpp"
#include "storage/rows/boards.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/statistics.hpp"
#include "storage/work/ledger.hpp"
#include "storage/work/new_store.hpp"

namespace tiaojie::bench {
namespace {

namespace fs = std::filesystem;
using storage::CaseFilter;
using storage::CaseReader;
using storage::Journal;
using storage::Ledger;
using storage::StatsQuery;
using storage::Store;

constexpr int stats_year = 2021;
constexpr std::size_t rows_in_a_batch = 10'000;

struct Options {
    fs::path folder{};
    std::string data{};
    fs::path program{};
    std::vector<std::int64_t> sizes{1'000, 100'000, 1'000'000};
};

// --- writing ----------------------------------------------------------------------------------------------------

void bench_one_client(const Options& options, Table& table) {
    const Shape shape{.towns = 1, .cases = 1'500, .years = 2};
    std::vector<std::string> lines;
    generate(shape, [&](const std::string& line) { lines.push_back(line); });
    const auto file = options.folder / "one_client.db";
    create_store(fresh(file), baseline(shape, options.data));
    Store store{file};
    std::vector<double> ours;
    std::vector<double> raws;
    std::vector<double> keyless_raws;
    RawWriter raw{options.folder / "one_client_raw.db", Keys::as_in_the_journal};
    RawWriter keyless{options.folder / "one_client_keyless.db", Keys::none};
    const std::size_t round = 400;
    const std::size_t office = 125;
    {
        Ledger ledger{store, today, now};
        for (std::size_t i = 0; i < office; ++i) apply_line(ledger, lines[i]);
        ledger.commit();
    }
    // Rounds in turn, so that a disk that slows down slows all.
    for (std::size_t at = office; at + round <= lines.size() && ours.size() < 12; at += round) {
        const auto before = store.head().position;
        const Stopwatch watch;
        for (std::size_t i = at; i < at + round; ++i) {
            Ledger ledger{store, today, now};
            apply_line(ledger, lines[i]);
            ledger.commit();
        }
        ours.push_back(static_cast<double>(round) / watch.seconds());
        const auto rows = rows_of(store, before + 1, static_cast<std::int64_t>(round));
        raws.push_back(raw_rate(raw, rows, 1));
        keyless_raws.push_back(raw_rate(keyless, rows, 1));
    }
    const std::string what = "one client, one command a transaction";
    table.rate(what, median(ours), "raw SQLite, one insert a transaction", median(raws), 0.5);
    table.compare(what, median(ours), "raw SQLite, a table without keys", median(keyless_raws));
}

void bench_apply(const Options& options, Table& table) {
    const Shape shape{.towns = 4, .cases = 30'000, .years = 2};
    const auto commands = options.folder / "apply.jsonl";
    std::int64_t count = 0;
    {
        std::ofstream out{commands};
        generate(shape, [&](const std::string& line) {
            out << line << "\n";
            ++count;
        });
    }
    cli::Globals globals;
    globals.today = today;
    globals.now = now;
    std::vector<double> ours;
    std::vector<double> raws;
    std::vector<double> keyless_raws;
    for (int turn = 0; turn < 3; ++turn) {
        const auto file = options.folder / "apply.db";
        create_store(fresh(file), baseline(shape, options.data));
        Store store{file};
        const Stopwatch watch;
        const auto report = cli::apply_files(store, globals, {commands}, {});
        if (!report || report->refused > 0) throw std::runtime_error{"the benchmark's commands were refused"};
        ours.push_back(static_cast<double>(count) / watch.seconds());
        const auto rows = rows_of(store, 1, count);
        RawWriter raw{options.folder / "apply_raw.db", Keys::as_in_the_journal};
        raws.push_back(raw_rate(raw, rows, rows_in_a_batch));
        RawWriter keyless{options.folder / "apply_keyless.db", Keys::none};
        keyless_raws.push_back(raw_rate(keyless, rows, rows_in_a_batch));
    }
    const auto what = "apply of a file of " + std::to_string(count) + " commands";
    table.rate(what, median(ours), "raw SQLite, the same events, 10000 a transaction", median(raws), 0.25);
    table.compare(what, median(ours), "raw SQLite, a table without keys", median(keyless_raws));
}

// --- reading ----------------------------------------------------------------------------------------------------

StatsQuery year_of(Division area, Date as_of) {
    return {Date::of(stats_year, 1, 1), Date::of(stats_year, 12, 31), as_of, INT64_MAX, area, Split::none};
}

double stats_ms(Store& store, Division area, Date as_of) {
    return median_ms(15, [&] { storage::statistics(store, year_of(area, as_of)); });
}

// The annual report: its text and numbers, without the lists behind them.
double report_ms(Store& store, Division area, const Options& options) {
    std::ifstream in{options.data + "/templates/annual_report.mustache"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    return median_ms(15, [&] {
        const storage::ReportScope scope{stats_year, today, store.head().position, area};
        if (!tasks::make_report(store, scope, text, tasks::Behind::left_out)) throw std::runtime_error{"no report"};
    });
}

// A whole run of the program that answers a small question, from its start to its end.
double program_ms(const Options& options, const fs::path& file) {
    const auto command = options.program.string() + " campaign list --json --db " + file.string() + " > /dev/null";
    return median_ms(7, [&] {
        if (std::system(command.c_str()) != 0) throw std::runtime_error{"cannot run " + command};
    });
}

void bench_reads(const Options& options, const std::string& label, const fs::path& file, int towns, Table& table) {
    table.time(label + ": a run of the program", program_ms(options, file), 50);
    Stopwatch start;
    Store store{file};
    const double open_ms = start.seconds() * 1000;
    table.time(label + ": opening the store", open_ms, 50);
    CaseReader reader{store, today};
    CaseFilter filter;
    table.time(label + ": first page of the case list", median_ms(15, [&] { reader.list(filter); }), 5);
    const double select = median_ms(15, [&] {
        storage::Query query{store.db(), "SELECT * FROM cases ORDER BY registered DESC, no DESC LIMIT 50"};
        query.run();
    });
    table.note(label + ": a bare SELECT of those 50 rows", select);
    filter.division = town(towns / 2);
    table.time(label + ": first page of one town", median_ms(15, [&] { reader.list(filter); }), 5);
    filter = {};
    filter.q = "宅基";
    table.time(label + ": search of two characters", median_ms(15, [&] { reader.list(filter); }), 5);
    filter.q = "林";
    table.note(label + ": search of one character", median_ms(5, [&] { reader.list(filter); }));
    filter = {};
    filter.overdue = true;
    table.note(label + ": overdue cases, first page", median_ms(5, [&] { reader.list(filter); }));
    const auto one = median_ms(200, [&] { reader.find(Id{"c500"}, Explain::yes); });
    table.note(label + ": one case, its deadlines explained", one);
    const double rows = median_ms(200, [&] {
        storage::Query query{store.db(), "SELECT * FROM journal WHERE case_no = 501"};
        query.run();
    });
    table.note(label + ": a bare SELECT of its events", rows);
    const auto events = Journal{store}.of_case(501);
    table.note(label + ": folding its events", median_ms(1000, [&] { fold(events); }));
}

void bench_statistics(const Options& options, const std::string& label, const fs::path& file, const fs::path& alone,
                      int towns, Table& table) {
    Store store{file};
    Store single{alone};
    const auto one = town(towns / 2);
    const double alone_ms = stats_ms(single, one, today);
    const double among_ms = stats_ms(store, one, today);
    table.ratio(label + ": a town's year", among_ms, "the same in a store of that town alone", alone_ms, 1.5);
    table.ratio(label + ": a town's report", report_ms(store, one, options), "the same in a store of that town alone",
                report_ms(single, one, options), 1.5);
    const double past_ms = stats_ms(store, one, Date::of(stats_year, 8, 17));
    table.ratio(label + ": a town's year as of a day within it", past_ms, "as of today", among_ms, 5);
    const Division district{one.district()};
    const double district_ms = stats_ms(store, district, today);
    table.time(label + ": the district's year", district_ms, 50);
    table.ratio(label + ": the district's year as of a day within it",
                stats_ms(store, district, Date::of(stats_year, 8, 17)), "as of today", district_ms, 5);
    const double scan = median_ms(3, [&] {
        storage::Query query{store.db(),
                             "SELECT count(*), sum(length(timeline)) FROM cohort WHERE registered BETWEEN ? AND ?",
                             Date::of(stats_year, 1, 1).days, Date::of(stats_year, 12, 31).days};
        query.run();
    });
    table.note(label + ": a bare SELECT over the year's cases", scan);
    const auto before = memory_kib();
    storage::statistics(store, year_of(district, today));
    table.note(label + ": memory that the district's year adds, KiB", static_cast<double>(memory_kib() - before));
}

void bench_register(const Options& options, std::int64_t cases, Table& table) {
    const int towns = cases >= 1'000'000 ? 100 : cases >= 100'000 ? 10 : 1;
    const std::string label = std::to_string(cases) + " cases, " + std::to_string(towns) + " towns";
    Shape shape{.towns = towns, .cases = cases};
    const auto file = options.folder / ("register_" + std::to_string(cases) + ".db");
    const auto alone = options.folder / ("register_" + std::to_string(cases) + "_alone.db");
    table.note(label + ": commands a second while filling", fill(file, shape, options.data));
    shape.only_town = towns / 2;
    fill(alone, shape, options.data);
    bench_reads(options, label, file, towns, table);
    bench_statistics(options, label, file, alone, towns, table);
}

}  // namespace

int run(int argc, char** argv) {
    Options options;
    options.folder = fs::temp_directory_path() / "tiaojie-bench";
    options.data = TIAOJIE_DATA_DIR;
    options.program = fs::canonical(argv[0]).parent_path().parent_path() / "tiaojie";
    if (argc > 1) options.sizes.clear();
    for (int i = 1; i < argc; ++i) options.sizes.push_back(std::atoll(argv[i]));
    fs::create_directories(options.folder);
    Table table;
    bench_one_client(options, table);
    bench_apply(options, table);
    for (const auto cases : options.sizes) bench_register(options, cases, table);
    table.print(std::cout);
    fs::remove_all(options.folder);
    return table.all_hold() ? 0 : 1;
}

}  // namespace tiaojie::bench

int main(int argc, char** argv) {
    try {
        return tiaojie::bench::run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "\nbench: " << error.what() << "\n";
        return 2;
    }
}
