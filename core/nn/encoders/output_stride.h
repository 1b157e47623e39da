#pragma once

namespace macadam {

/// How the layers of a stage are built: the first one halves or not, and each is dilated.
struct Striding {
  int stride = 1;
  int firstDilation = 1;  ///< Of the layer that halves, or would have.
  int dilation = 1;       ///< Of those behind it.
};

/// Follows an encoder from stage to stage: once it has halved to its output stride, further halvings become dilations,
/// so that each weight meets the same pixels as before (as in torchvision and timm).
class OutputStride {
 public:
  OutputStride(int coarsest, int reached) : coarsest_(coarsest), reached_(reached) {}

  /// Of a stage that halves in the published encoder where `stride` is 2.
  Striding next(int stride) {
    const int before = dilation_;
    if (reached_ * stride <= coarsest_) {
      reached_ *= stride;
      return {stride, before, before};
    }
    dilation_ *= stride;
    return {1, before, dilation_};
  }

 private:
  int coarsest_;
  int reached_;
  int dilation_ = 1;
};

}  // namespace macadam
