// SPDX-License-Identifier: Apache-2.0
#include "record/background.hpp"

#include "base/contract.hpp"

#include <utility>

namespace tiercare {

Background::Background(std::size_t most_waiting)
    : most_waiting_{most_waiting}, thread_{[this] { work(); }} {
  EXPECT(most_waiting_ > 0);
}

Background::~Background() {
  const std::scoped_lock lock{mutex_};
  is_ending_ = true;
  changed_.notify_all();
}

void Background::rethrow_failure() const {
  if (failure_) std::rethrow_exception(failure_);
}

void Background::post(Job job) {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return waiting_.size() < most_waiting_ || failure_; });
  rethrow_failure();
  waiting_.push_back(std::move(job));
  changed_.notify_all();
}

void Background::drain() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return waiting_.empty() && !is_busy_; });
  rethrow_failure();
}

void Background::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [this] { return !waiting_.empty() || is_ending_; });
    if (waiting_.empty()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    is_busy_ = true;
    lock.unlock();
    std::exception_ptr failure;
    try {
      job();
    } catch (...) {
      failure = std::current_exception();
    }
    job = nullptr;  // what it held is given back before anybody is told that it is done
    lock.lock();
    is_busy_ = false;
    if (failure) {
      failure_ = failure;
      waiting_.clear();
    }
    changed_.notify_all();
  }
}

}  // namespace tiercare
