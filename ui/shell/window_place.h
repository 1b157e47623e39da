#pragma once

#include <QRect>
#include <QSize>

namespace macadam {

/// Where the window stands at its first start, its frame included, on a screen with this much room.
QRect firstWindow(const QRect& available);

/// The smallest size of the window without its frame: all pages fit, unless the screen is smaller still.
QSize smallestWindow(const QRect& available);

/// What a frame leaves of a window of this size; before a window is shown, its frame can only be estimated.
QSize withoutFrame(const QSize& size);

}  // namespace macadam
