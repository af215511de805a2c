// SPDX-License-Identifier: Apache-2.0
// A thread beside the simulation that does what it is handed, in the order in which it comes.
//
// The queue is bounded: whoever hands over waits while it is full, so a slow disk slows the
// simulation instead of filling the memory. What a job throws comes out at the next call; what
// waits behind a failed job is dropped, since its file is lost anyway.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace tiercare {

class Background {
 public:
  using Job = std::function<void()>;

  /// \param most_waiting  jobs that may wait, at least 1
  explicit Background(std::size_t most_waiting);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  /// Does what still waits, unless a job failed.
  ~Background();

  /// Hands a job over; waits while the queue is full.
  /// \throws what an earlier job threw
  void post(Job job);
  /// Waits until everything handed over is done.
  /// \throws what a job threw
  void drain();

 private:
  void work();
  void rethrow_failure() const;

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  bool is_busy_ = false;
  bool is_ending_ = false;
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it uses the members above
};

}  // namespace tiercare
