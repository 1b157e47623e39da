#include "nn/network.h"

#include "base/error.h"
#include "nn/decoders/decoder.h"
#include "nn/encoders/encoder.h"
#include "nn/encoders/encoder_weights.h"
#include "nn/initialise.h"
#include "nn/padding.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

namespace macadam {
namespace {

/// An encoder under a decoder.
class EncoderDecoder : public Network {
 public:
  explicit EncoderDecoder(const NetworkSpec& spec)
      : spec_(spec),
        encoder_(register_module(std::string(factsOf(spec.decoder).encoderModule),
                                 makeEncoder(spec.encoder, spec.width, featureStride(spec)))),
        decoder_(makeDecoder(spec, *this)),
        firstWeight_(encoder_->parameters().front()) {}

  std::int64_t featureChannels() const override { return macadam::featureChannels(spec_); }
  std::int64_t stride() const override { return featureStride(spec_); }

 private:
  Levels encodeWhole(const torch::Tensor& images) override {
    return encoder_->encode(images.to(firstWeight_.scalar_type()));
  }
  torch::Tensor decodeWhole(Levels levels, std::int64_t height, std::int64_t width) override {
    return decoder_->decode(std::move(levels), height, width);
  }

  NetworkSpec spec_;
  std::shared_ptr<ImageEncoder> encoder_;
  std::unique_ptr<LevelDecoder> decoder_;
  torch::Tensor firstWeight_;  ///< Whose type is the network's.
};

void refuseMisfit(const NetworkSpec& spec) {
  if (fits(spec.encoder, spec.decoder)) return;
  const DecoderFacts& decoder = factsOf(spec.decoder);
  throw Error("network '" + toText(spec) + "'",
              "lacks the pooling indices that " + std::string(decoder.title) + " takes from its encoder",
              "take " + std::string(factsOf(decoder.encoder).name) + " under it, or another architecture");
}

}  // namespace

Network::Output Network::forward(const torch::Tensor& images) {
  Levels levels = encode(images);
  const torch::Tensor features = levels.features();
  return {decode(std::move(levels), images.size(2), images.size(3)), features};
}

Levels Network::encode(const torch::Tensor& images) {
  return encodeWhole(padded(images, paddingTo(stride(), images.size(2), images.size(3))));
}

torch::Tensor Network::decode(Levels levels, std::int64_t height, std::int64_t width) {
  const Padding padding = paddingTo(stride(), height, width);
  const torch::Tensor logits = decodeWhole(std::move(levels), height + padding.bottom, width + padding.right);
  return padding.bottom == 0 && padding.right == 0 ? logits : cropped(logits, height, width);
}

std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec, std::uint64_t seed) {
  refuseMisfit(spec);
  auto network = std::make_shared<EncoderDecoder>(spec);
  TensorRandom random(seed);
  initialise(*network, random);
  if (!spec.pretrained.empty()) loadEncoder(*network, spec);
  return network;
}

}  // namespace macadam
