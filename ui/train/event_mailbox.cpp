#include "ui/train/event_mailbox.h"

#include <utility>

namespace macadam {

void EventMailbox::post(Event event) {
  const auto* preview = std::get_if<PreviewReady>(&event);
  const std::string network = preview != nullptr ? preview->network : std::string();
  append(std::move(event), preview != nullptr ? &network : nullptr);
}

void EventMailbox::begin(RunBegan began) {
  append(std::move(began), nullptr);
}

void EventMailbox::end(TaskEnded ending) {
  append(std::move(ending), nullptr);
}

void EventMailbox::append(Letter letter, const std::string* previewOf) {
  bool isFirst = false;
  {
    const MutexLock lock(mutex_);
    isFirst = letters_.empty();
    if (std::holds_alternative<RunBegan>(letter)) previews_.clear();  // another run's previews are no newer ones
    if (previewOf != nullptr) {
      const auto [place, isNew] = previews_.try_emplace(*previewOf, letters_.size());
      if (!isNew) letters_[std::exchange(place->second, letters_.size())] = std::monostate{};
    }
    letters_.push_back(std::move(letter));
  }
  if (isFirst) wake_();
}

std::deque<Letter> EventMailbox::take() {
  const MutexLock lock(mutex_);
  previews_.clear();
  return std::exchange(letters_, {});
}

}  // namespace macadam
