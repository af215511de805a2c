// SPDX-License-Identifier: Apache-2.0
// Private clinics and hospitals: chosen among the others, in no consortium, and paid by the fund
// only where they are designated.
#include "run/small_county.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tiercare::testing {
namespace {

Scenario with_a_private_clinic(std::string_view designated) {
  return variant(fmt::format("{}{}\n", R"(
facilities:
  private_clinic:
    name_zh: 个体诊所
    kind: private_clinic
    place: every_township_seat
    beds: 0
    capability: {internal_medicine: 1.4, surgery: 1.2, cardiology: 1, neurology: 1, oncology: 0}
    consulting:
      servers: 1
      hours: village
      time: lognormal(mean 8 min, cv 0.6)
    price: {visit: 50 yuan, test: 0 yuan, bed_day: 0 yuan, variable_cost: 55 %}
    designated: )",
                             designated));
}

/// Visits to private clinics, and what the fund paid there.
struct PrivateVisits final : FactSink {
  using FactSink::on;
  explicit PrivateVisits(const CarePlan& of) : plan{of} {}
  void on(const ContactFact& contact) override {
    if (plan.facilities[contact.facility].kind != FacilityKind::private_clinic) return;
    ++visits;
    fund_paid += contact.fund_paid;
  }
  const CarePlan& plan;
  int visits = 0;
  Money fund_paid{};
};

PrivateVisits visits_in(const Scenario& scenario) {
  Replication replication{scenario, 7, 1};
  PrivateVisits visits{scenario.plan()};
  replication.run_until(replication.end(), visits);
  replication.check_conservation();
  return visits;
}

TEST(PrivateClinic, IsVisitedMoreWhereTheFundPaysToo) {
  const Scenario without = with_a_private_clinic("false");
  const Scenario with = with_a_private_clinic("true");
  const PrivateVisits alone = visits_in(without);
  const PrivateVisits paid = visits_in(with);
  EXPECT_GT(alone.visits, 50) << "some choose it all the same";
  EXPECT_EQ(alone.fund_paid, Money{});
  EXPECT_GT(paid.fund_paid, Money{});
  EXPECT_GT(paid.visits, alone.visits);
}

TEST(PrivateClinic, IsInNoConsortium) {
  const Scenario scenario = with_a_private_clinic("false");
  int seen = 0;
  for (const Facility& facility : scenario.plan().facilities) {
    if (facility.kind != FacilityKind::private_clinic) continue;
    ++seen;
    EXPECT_TRUE(facility.consortium.is_none()) << "though its township belongs to one";
  }
  EXPECT_EQ(seen, 2);
}

}  // namespace
}  // namespace tiercare::testing
