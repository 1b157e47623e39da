#include "ui/shell/window_place.h"

namespace macadam {
namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr QSize kSmallestSize(1024, 640);
constexpr QSize kFrame(8, 40);  ///< No common desktop draws more.

}  // namespace

QRect firstWindow(const QRect& available) {
  const QSize size = (kFirstSize + kFrame).boundedTo(available.size());
  const QSize rest = (available.size() - size) / 2;
  return {available.topLeft() + QPoint(rest.width(), rest.height()), size};
}

QSize smallestWindow(const QRect& available) {
  return kSmallestSize.boundedTo(withoutFrame(available.size()));
}

QSize withoutFrame(const QSize& size) {
  return size - kFrame;
}

}  // namespace macadam
