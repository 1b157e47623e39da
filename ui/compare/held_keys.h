#pragma once

#include <functional>
#include <utility>

class QKeyEvent;

namespace macadam {

/// The keys that change what panes show as long as they are held: a digit shows that pane's source in the chosen one, H
/// and Space hide overlays.
class HeldKeys {
 public:
  /// @param changed called when a key went down or up.
  explicit HeldKeys(std::function<void()> changed) : changed_(std::move(changed)) {}

  /// @param panes that there are. @returns whether the event was one of such a key, or its repetition.
  bool handle(const QKeyEvent& event, int panes);
  /// As when the window is left, and no key is seen going up.
  void releaseAll();

  /// Index of the pane whose source the chosen one shows; -1 for its own.
  int blinkedPane() const { return blinkedPane_; }
  bool hidesOverlays() const { return hidesOverlays_; }

 private:
  bool press(int key, int panes);
  bool release(int key);

  std::function<void()> changed_;
  int blinkedPane_ = -1;
  bool hidesOverlays_ = false;
};

}  // namespace macadam
