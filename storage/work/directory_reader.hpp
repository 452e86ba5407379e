// The facts of the office and the cases as the store has them: what a command would meet. Whoever knows some of them
// better (the ledger, what it has in hand) overrides those.
#pragma once

#include <memory>

#include "core/case/context.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

class DirectoryReader : public Directory {
public:
    explicit DirectoryReader(Store& store) : store_(store) {}

    bool knows(Division division) override;
    std::string division_name(Division division) override;
    std::optional<Organisation> organisation(const Id& id) override;
    bool has_pending_cases(const Id& org) override;
    std::vector<Tenure> mediator(const Id& id) override;
    std::vector<Tenure> elder(const Id& id) override;
    std::optional<int> seats(Division division, Date day) override;
    std::optional<Campaign> campaign(const Id& id) override;
    std::optional<Consultation> consultation(const Id& id) override;
    std::optional<Notice> notice(const Id& id) override;
    std::shared_ptr<const CaseState> case_state(const Id& id) override;
    // Nothing is given out here: as if nothing had been numbered yet.
    int next_case_number(const Id&, int) override { return 1; }
    int next_notice_number(Division, int) override { return 1; }
    Id new_case_id() override { return Id{"case-0"}; }
    Id new_notice_id() override { return Id{"notice-0"}; }
    Id new_consultation_id() override { return Id{"consultation-0"}; }

protected:
    Store& store_;
};

// Cases of the organisation that are pending, if any: it may not be dissolved then.
bool has_pending_cases(Database& db, const Id& org);

}  // namespace tiaojie::storage
