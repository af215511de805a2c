// SPDX-License-Identifier: Apache-2.0
// The thread beside the simulation: in order, bounded, and no failure is lost.
#include "record/background.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <vector>

namespace tiercare {
namespace {

TEST(Background, DoesEverythingInTheOrderInWhichItCame) {
  std::vector<int> done;
  {
    Background background{3};
    for (int i = 0; i < 100; ++i) background.post([&done, i] { done.push_back(i); });
  }
  ASSERT_EQ(done.size(), 100U);
  EXPECT_TRUE(std::ranges::is_sorted(done));
}

TEST(Background, IsDoneAfterDraining) {
  int done = 0;
  Background background{3};
  for (int i = 0; i < 100; ++i) background.post([&done] { ++done; });
  background.drain();
  EXPECT_EQ(done, 100);
}

TEST(Background, MakesWhoeverIsTooFastWait) {
  std::promise<void> gate;
  const auto opened = gate.get_future().share();
  std::atomic<int> posted = 0;
  Background background{2};
  background.post([opened] { opened.wait(); });
  auto fast = std::async(std::launch::async, [&] {
    for (int i = 0; i < 10; ++i, ++posted) background.post([] {});
  });
  EXPECT_EQ(fast.wait_for(std::chrono::milliseconds{50}), std::future_status::timeout);
  // One may have been taken before the gate's job began; two wait.
  EXPECT_LE(posted, 3);
  gate.set_value();
  fast.get();
  background.drain();
  EXPECT_EQ(posted, 10);
}

TEST(Background, TellsOfAFailureAndDropsWhatWaitsBehindIt) {
  int done = 0;
  Background background{4};
  background.post([] { throw std::runtime_error{"the disk is full"}; });
  EXPECT_THROW(
      {
        for (int i = 0; i < 1000; ++i) background.post([&done] { ++done; });
        background.drain();
      },
      std::runtime_error);
  EXPECT_THROW(background.drain(), std::runtime_error) << "it does not forget";
  EXPECT_THROW(background.post([] {}), std::runtime_error);
  EXPECT_LT(done, 1000);
}

}  // namespace
}  // namespace tiercare
