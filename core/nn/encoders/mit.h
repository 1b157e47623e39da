#pragma once

#include "nn/encoders/encoder.h"

#include <array>
#include <vector>

namespace macadam {

/// What tells one mix transformer from another.
struct MitShape {
  std::array<int, 4> channels;
  std::array<int, 4> blocks;
};

inline constexpr MitShape kMitB0{{32, 64, 160, 256}, {2, 2, 2, 2}};
inline constexpr MitShape kMitB1{{64, 128, 320, 512}, {2, 2, 2, 2}};
inline constexpr MitShape kMitB2{{64, 128, 320, 512}, {3, 4, 6, 3}};

class MitStage;

/// SegFormer's mix transformer (Xie et al. 2021) without its classifier, with the reference code's names. Its levels
/// begin at stride 4.
class MitEncoder : public ImageEncoder {
 public:
  MitEncoder(const MitShape& shape, double width);
  ~MitEncoder() override;
  Levels encode(const torch::Tensor& images) override;

 private:
  std::vector<MitStage> stages_;
};

}  // namespace macadam
