/// Paints the pictures of a film, quickest in their order.
struct ClipPainter {
  private struct Shot {
    let backdrop: Backdrop
    let view: ClipView
    let performer: Performer
  }

  private let clip: SampleClip
  private let plan: ClipPlan
  private let kinds: [Shades.Kind]
  /// Those that were painted last, by number.
  private var shots: [(number: Int, shot: Shot)] = []

  init(_ clip: SampleClip, _ plan: ClipPlan) {
    (self.clip, self.plan) = (clip, plan)
    var draws = Draws(clip.seed, .clip)
    kinds = draws.shuffled(Shades.Kind.allCases)
  }

  /// Adds a picture's bytes to what is there.
  mutating func paint(_ frame: Int, to bytes: inout [UInt8]) {
    let number = plan.transitions.count { $0.frame <= frame }
    let passing = number > 0 ? plan.transitions[number - 1] : nil
    var picture: Picture
    if let passing, frame < passing.frame + passing.frameCount {
      picture = shown(number - 1, frame)
      picture.blend(with: shown(number, frame), 16 * (frame - passing.frame + 1) / (passing.frameCount + 1))
    } else {
      picture = shown(number, frame)
    }
    if clip.look.bars > 0 { picture.hideBars(SampleClip.height * clip.look.bars * 3 / 200 * 2) }
    guard clip.edit != .none else { return picture.append(to: &bytes) }
    picture.edited(clip.edit).append(to: &bytes)
  }

  private mutating func shown(_ number: Int, _ frame: Int) -> Picture {
    let shot = shot(number)
    var picture = Picture(width: SampleClip.width, height: SampleClip.height)
    shot.backdrop.show(from: shot.view.place(frame), in: &picture)
    shot.performer.show(frame, in: &picture)
    return picture
  }

  private mutating func shot(_ number: Int) -> Shot {
    if let kept = shots.first(where: { $0.number == number }) { return kept.shot }
    var draws = Draws(clip.seed, .clipScene, number)
    let palette = ClipPalette(clip.look, number: number, &draws)
    // Never two of a kind one after the other.
    let shades = Shades(
      kinds[number % kinds.count], width: SampleClip.width + ClipView.room.x,
      height: SampleClip.height + ClipView.room.y, unit: SampleClip.width, &draws)
    let shot = Shot(
      backdrop: Backdrop(shades, palette), view: ClipView(clip.style, &draws),
      performer: Performer(clip, palette, &draws))
    shots = shots.suffix(1) + [(number, shot)]
    return shot
  }
}
