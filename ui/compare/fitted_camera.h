#pragma once

#include "ui/canvas/shared_camera.h"

#include <QSize>
#include <optional>

namespace macadam {

/// Keeps a camera fitted to pictures: one of another size is shown whole, and one of the same size where one looked, so
/// that one can look at the same place of each.
class FittedCamera {
 public:
  explicit FittedCamera(SharedCamera& camera) : camera_(camera) {}

  /// @param canvas of the smallest pane, in device pixels.
  void showPicture(QSize picture, QSize canvas) {
    if (picture == picture_) return;
    picture_ = picture;
    fit(canvas);
  }
  /// Lets the next picture be fitted, whatever its size.
  void forget() { picture_ = {}; }
  void fit(QSize canvas) {
    if (picture_.isEmpty()) return;
    camera_.fit(picture_, canvas);
    fitted_ = camera_.view({});
  }
  /// Whether nobody has zoomed or panned since.
  bool isFitted() const { return fitted_ && fitted_->centre == camera_.centre() && fitted_->scale == camera_.scale(); }
  QSize picture() const { return picture_; }

 private:
  SharedCamera& camera_;
  QSize picture_;
  std::optional<PictureView> fitted_;  ///< What it then saw.
};

}  // namespace macadam
