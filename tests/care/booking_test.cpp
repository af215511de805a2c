// SPDX-License-Identifier: Apache-2.0
// A slot some days ahead, or the queue: what people know of both decides.
#include "care/booking.hpp"

#include "care/journey.hpp"
#include "care/tiny_county.hpp"

#include <gtest/gtest.h>

namespace tiercare {
namespace {

using tiny::County;

constexpr std::uint32_t people = 400;

/// A hospital that gives half of its time ahead: 2 rooms x 24 h / 10 min = 144 slots a day.
std::unique_ptr<County> county_that_books() {
  auto county = std::make_unique<County>(people);
  county->group(tiny::hospital).appointments =
      AppointmentSpec{.share = Probability{0.5}, .days_ahead = 7};
  return county;
}

int booked(County& county) {
  Care care = county.care();
  int number = 0;
  for (std::uint32_t p = 0; p < people; ++p) {
    const EpisodeId id = county.outpatient_at(tiny::hospital, PersonId{p});
    number += book(care, county.episodes[id], county.agenda.now() + 1_h).has_value() ? 1 : 0;
  }
  return number;
}

TEST(Booking, FillsTheDaysAheadOneAfterTheOther) {
  const auto county = county_that_books();
  const CivilDay today = county->plan.calendar.day_of(Instant{});
  EXPECT_EQ(first_free_slot(county->care(), tiny::hospital)->day, today + 1);
  for (int i = 0; i < 144; ++i) county->appointments.take(tiny::hospital, today + 1);
  EXPECT_EQ(first_free_slot(county->care(), tiny::hospital)->day, today + 2);
  for (CivilDay day = today + 2; day <= today + 7; ++day)
    for (int i = 0; i < 144; ++i) county->appointments.take(tiny::hospital, day);
  EXPECT_FALSE(first_free_slot(county->care(), tiny::hospital).has_value());
}

TEST(Booking, SpreadsSlotsOverTheOpeningHours) {
  const auto county = county_that_books();
  Instant last{};
  for (int i = 0; i < 144; ++i) {
    const auto slot = first_free_slot(county->care(), tiny::hospital);
    EXPECT_GT(slot->at, last);
    last = slot->at;
    county->appointments.take(tiny::hospital, slot->day);
  }
  EXPECT_LT(last, Instant{} + Duration::days(2));
}

TEST(Booking, IsPreferredTheMoreTheLongerTheQueueIsKnownToBe) {
  const auto county = county_that_books();
  county->plan.choice.delay_per_day = -3.0;
  county->plan.choice.wait_per_min = -0.05;
  const int without_a_queue = booked(*county);
  const auto crowded = county_that_books();
  crowded->plan.choice.delay_per_day = -3.0;
  crowded->plan.choice.wait_per_min = -0.05;
  for (int i = 0; i < 200; ++i) crowded->waits.learn(tiny::hospital, 2_h);
  EXPECT_LT(without_a_queue, 100);
  EXPECT_GT(booked(*crowded), without_a_queue + 100);
}

TEST(Booking, IsNotForEmergenciesOrLetters) {
  const auto county = county_that_books();
  Care care = county->care();
  const EpisodeId id = county->outpatient_at(tiny::hospital, PersonId{0});
  county->episodes[id].reason = ContactReason::referred_up;
  EXPECT_FALSE(book(care, county->episodes[id], Instant{}).has_value());
  county->course().urgent = true;
  county->episodes[id].reason = ContactReason::own_choice;
  EXPECT_FALSE(book(care, county->episodes[id], Instant{}).has_value());
}

TEST(Booking, BringsThePatientNearHisTimeBeforeThoseWhoWalkIn) {
  const auto county = county_that_books();
  county->group(tiny::hospital).appointments->deviation = 10_min;
  county->plan.choice.wait_per_min = -1.0;
  for (int i = 0; i < 200; ++i) county->waits.learn(tiny::hospital, 10_h);
  const auto slot = first_free_slot(county->care(), tiny::hospital);
  const EpisodeId id = county->sent_to(tiny::hospital, PersonId{0});
  EXPECT_EQ(county->episodes[id].priority, booked_class);
  EXPECT_LT(booked_class, ordinary_class);
  county->pass(Duration::days(3));
  const ContactFact& visit = county->told.contacts.at(0);
  EXPECT_LE(std::abs((visit.arrived - slot->at).in_minutes()), 10.0);
  EXPECT_EQ(visit.booked_ahead, slot->at - Instant{});
}

TEST(Booking, IsNotKeptByEveryone) {
  const auto county = county_that_books();
  county->group(tiny::hospital).appointments->no_show = Probability{1.0};
  county->plan.choice.wait_per_min = -1.0;
  for (int i = 0; i < 200; ++i) county->waits.learn(tiny::hospital, 10_h);
  county->sent_to(tiny::hospital, PersonId{0});
  county->pass(Duration::days(20));
  ASSERT_EQ(county->told.contacts.size(), 1U);
  EXPECT_EQ(county->told.contacts[0].outcome, ContactOutcome::did_not_come);
  EXPECT_EQ(county->told.contacts[0].charge, Money{});
  EXPECT_EQ(county->episodes.ended(), 1U);
}

}  // namespace
}  // namespace tiercare
