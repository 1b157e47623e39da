#!/usr/bin/env python3
"""Writes tests/golden/methods.pt: what PyTorch computes for steps of the methods of the field and for strong views.

Each rule is written here from its paper, on networks of two 1x1 convolutions (tests/support/pixel_network.h). What a
method draws at random is given: boxes, views, noise and dropped channels come from the counter of make_golden.py.
"""
import torch
import torch.nn.functional as F
import torchvision.transforms.functional as V
from torch import nn

from make_golden import GOLDEN, counted, weight

LR, MOMENTUM, DECAY, STEPS = 0.1, 0.9, 1e-4, 3
XL, XU = counted("labelled", (2, 3, 8, 8)) * 2, counted("unlabelled", (2, 3, 8, 8)) * 2
Y = (counted("labels", (2, 8, 8)) > 0.2).long()
Y[:, :2] = 255
VALID = counted("valid", (2, 8, 8)) > -0.8


def boxes(*corners):
    mask = torch.zeros(2, 8, 8, dtype=torch.bool)
    for row, (top, left, height, width) in zip(mask, corners):
        row[top:top + height, left:left + width] = True
    return mask


BOXES1, BOXES2 = boxes((2, 1, 4, 4), (0, 4, 3, 4)), boxes((5, 5, 3, 2), (1, 0, 6, 5))
STRONG1, STRONG2 = (XU + 0.3 * counted(f"strong{i}", (2, 3, 8, 8)) for i in (1, 2))


class Net(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name, self.encoder, self.decoder = name, nn.Conv2d(3, 4, 1), nn.Conv2d(4, 2, 1)
        with torch.no_grad():
            for key, t in self.named_parameters():
                t.copy_(weight(name, key, t.shape))

    def forward(self, x):
        return self.decoder(F.relu(self.encoder(x)))


def paste(x, mask):
    """Pixels in the boxes come from the other image of the pair."""
    out = x.clone()
    for i in range(2):
        out[i][..., mask[i]] = x[1 - i][..., mask[i]]
    return out


def ce(logits, y):
    return F.cross_entropy(logits, y, ignore_index=255)


def teach(logits, said, mask, valid, threshold):
    """Sum over confident pixels / number of valid pixels; `threshold` is a number or one for each class."""
    confidence, label = said.softmax(1).max(1)
    confidence, label, valid = paste(confidence, mask), paste(label, mask), paste(valid, mask)
    needed = threshold[label] if torch.is_tensor(threshold) else threshold
    loss = F.cross_entropy(logits, label, reduction="none")
    return loss[(confidence >= needed) & valid].sum() / valid.sum()


NONE = torch.zeros(2, 8, 8, dtype=torch.bool)


def fixmatch(nets, t, memory):
    (net,) = nets
    return ce(net(XL), Y) + teach(net(paste(STRONG1, BOXES1)), net(XU).detach(), BOXES1, VALID, 0.75)


def flexmatch(nets, t, memory):
    (net,) = nets
    tau, keep = 0.75, 0.5
    said = net(XU).detach()
    share, prior = memory.setdefault("share", [0.0, 0.0]), memory.setdefault("prior", [0.5, 0.5])
    learnt = [s / (2 * p) for s, p in zip(share, prior)]
    beta = [s / max(max(learnt), 1 - sum(share)) for s in learnt]
    thresholds = torch.tensor([tau * b / (2 - b) for b in beta])
    loss = ce(net(XL), Y) + teach(net(paste(STRONG1, BOXES1)), said, BOXES1, VALID, thresholds)
    confidence, label = said.softmax(1).max(1)
    for c in range(2):
        now = ((confidence >= tau) & (label == c) & VALID).sum().item() / VALID.sum().item()
        share[c] = keep * share[c] + (1 - keep) * now
        prior[c] = keep * prior[c] + (1 - keep) * (Y == c).sum().item() / (Y != 255).sum().item()
    memory["out"] = {"thresholds": thresholds}
    return loss


def unimatch(nets, t, memory):
    (net,) = nets
    features = F.relu(net.encoder(XU))
    said = net.decoder(features).detach()
    kept = (counted("kept", (2, 4, 1, 1)) > 0).float() * 2
    strong = [teach(net(paste(s, b)), said, b, VALID, 0.75) for s, b in ((STRONG1, BOXES1), (STRONG2, BOXES2))]
    return ce(net(XL), Y) + 0.25 * sum(strong) + 0.5 * teach(net.decoder(features * kept), said, NONE, VALID, 0.75)


def mean_teacher(nets, t, memory):
    (net,) = nets
    average = memory.setdefault("average", Net("student"))
    noise = [0.1 * counted(f"noise{i}", (4, 3, 8, 8)) for i in (1, 2)]
    images = torch.cat([XL, XU])
    with torch.no_grad():
        target = average(images + noise[1]).softmax(1)
    logits = net(images + noise[0])
    valid = torch.cat([Y != 255, VALID])
    error = ((logits.softmax(1) - target) ** 2).mean(1)[valid].mean()
    ramp = torch.exp(torch.tensor(-5.0 * (1 - min(1.0, t / (0.5 * 4))) ** 2)).item()
    return ce(logits[:2], Y) + 20 * ramp * error


def follow(nets, t, memory):
    if "average" not in memory:
        return
    keep = min(1 - 1 / (t + memory.get("age", 2)), 0.6)  # age: of the average at its first step
    with torch.no_grad():
        for a, s in zip(memory["average"].parameters(), nets[0].parameters()):
            a.copy_(keep * a + (1 - keep) * s)


def ael(nets, t, memory):
    """Hu et al. 2021: the image before lends its roads to the first labelled one; the average labels everything."""
    (net,) = nets
    average = memory.setdefault("average", Net("student"))
    memory["age"] = 1
    confidence = memory.setdefault("confidence", torch.zeros(2))
    images, labels = XL.clone(), Y.clone()
    road = Y[1] == 1
    images[0][:, road], labels[0][road] = XL[1][:, road], 1
    with torch.no_grad():
        p_labelled, p_unlabelled = average(images).softmax(1), paste(average(XU).softmax(1), BOXES1)
    labelled, unlabelled = net(images), net(paste(XU, BOXES1))

    for c in range(2):
        confidence[c] += 0.5 * (labelled.softmax(1)[:, c][labels == c].mean().item() - confidence[c])
    rate = ((1 - confidence) / (1 - confidence).max()) ** 2

    def lesson(logits, p, valid, numbers):
        kept = valid & ((counted(numbers, (2, 8, 8)) + 1) / 2 < rate[logits.argmax(1)])
        weights = p.amax(1)[kept] ** 2
        errors = -logits.log_softmax(1).gather(1, p.argmax(1, keepdim=True))[:, 0][kept]
        return (weights * errors).sum() / weights.sum()

    memory["out"] = {"confidence": confidence.clone()}
    return ce(labelled, labels) + 1.5 * (lesson(labelled, p_labelled, labels != 255, "numbers1")
                                         + lesson(unlabelled, p_unlabelled, paste(VALID, BOXES1), "numbers2"))


def dice(p, y):
    valid = y != 255
    total = 0.0
    for c in range(2):
        pc, yc = p[:, c][valid], (y[valid] == c).float()
        total = total + 1 - (2 * (pc * yc).sum() + 1e-5) / ((pc * pc).sum() + (yc * yc).sum() + 1e-5)
    return total / 2


def cross_teaching(nets, t, memory):
    weight = 0.1 * torch.exp(torch.tensor(-5.0 * (1 - t / 4) ** 2)).item()
    labels = [n(XU).detach().argmax(1).masked_fill(~VALID, 255) for n in nets]
    return sum(0.5 * (ce(n(XL), Y) + dice(n(XL).softmax(1), Y)) + weight * dice(n(XU).softmax(1), other)
               for n, other in zip(nets, labels[::-1]))


def cgssl(nets, t, memory):
    said = [torch.cat([n(XL), n(XU)]) for n in nets]
    valid = torch.cat([Y != 255, VALID])
    entropy = torch.distributions.Categorical(logits=sum(said).detach().permute(0, 2, 3, 1)).entropy()[valid]
    certainty = (entropy.max() - entropy) / (entropy.max() - entropy.min())
    weights = torch.where(entropy <= entropy.mean(), torch.ones_like(entropy), certainty)
    loss = sum(ce(n(XL), Y) for n in nets)
    for i in range(3):
        for j in range(3):
            if i != j:
                each = F.cross_entropy(said[i], said[j].detach().argmax(1), reduction="none")[valid]
                loss = loss + 1.5 * (weights * each).mean()
    return loss


def cps_cutmix(nets, t, memory):
    said = [n(XU).detach() for n in nets]
    labels = [paste(s.argmax(1).masked_fill(~VALID, 255), BOXES1) for s in said]
    images = paste(XU, BOXES1)
    return sum(ce(n(XL), Y) + 1.5 * ce(n(images), other) for n, other in zip(nets, labels[::-1]))


def n_cps(nets, t, memory):
    said = [torch.cat([n(XL), n(XU)]) for n in nets]
    valid = torch.cat([Y != 255, VALID])
    labels = [s.detach().argmax(1).masked_fill(~valid, 255) for s in said]
    loss = sum(ce(n(XL), Y) for n in nets)
    for i in range(3):
        loss = loss + 1.5 * sum(ce(said[i], labels[j]) for j in range(3) if j != i) / 2
    return loss


def run(rule, names):
    nets, memory, out = [Net(n) for n in names], {}, {}
    optimizer = torch.optim.SGD([p for n in nets for p in n.parameters()], LR, MOMENTUM, weight_decay=DECAY)
    for t in range(STEPS):
        optimizer.zero_grad()
        loss = rule(nets, t, memory)
        loss.backward()
        optimizer.step()
        follow(nets, t, memory)
        out[f"loss{t + 1}"] = loss.detach()
    if "average" in memory:
        memory["average"].name = "average"
        nets.append(memory["average"])
    for net in nets:
        for key, p in net.named_parameters():
            out[f"{net.name}/{key}"] = p.detach().clone()
    print(rule.__name__, [round(out[f"loss{i + 1}"].item(), 5) for i in range(STEPS)])
    return out | memory.get("out", {})


def views():
    """Two images: one in other colours, one in grey; both blurred."""
    rgb = (counted("rgb", (2, 3, 12, 12)) + 1) / 2
    first = V.adjust_hue(V.adjust_saturation(V.adjust_contrast(V.adjust_brightness(rgb[0], 1.4), 0.6), 1.3), -0.2)
    out = []
    for image, sigma in ((first, 0.8), (V.rgb_to_grayscale(rgb[1], 3), 1.9)):
        out.append(V.gaussian_blur(F.pad(image[None], (6, 6, 6, 6), mode="replicate"), 13, sigma)[0, :, 6:-6, 6:-6])
    return {"rgb": torch.stack(out)}


if __name__ == "__main__":
    one, two, three = ["student"], ["student", "student2"], ["student", "student2", "student3"]
    torch.save({
        "fixmatch": run(fixmatch, one), "flexmatch": run(flexmatch, one), "unimatch": run(unimatch, one),
        "mean_teacher": run(mean_teacher, one), "ael": run(ael, one), "cross_teaching": run(cross_teaching, two),
        "cgssl": run(cgssl, three), "cps_cutmix": run(cps_cutmix, two), "n_cps": run(n_cps, three), "views": views(),
    }, f"{GOLDEN}/methods.pt")
