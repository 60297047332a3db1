import MediaWire

/// What is made of one file, and what cannot be.
///
/// What is there is made, even when something else that was asked for is not: then the ending's reason names it. Only
/// when nothing of what was asked for can be made does the order fail.
struct Work {
  let order: DecodeOrder
  let container: Container
  private let chosen: ChosenStreams
  private let outbox: Outbox
  private(set) var sound: SoundPath?
  private(set) var pictures: PicturePath?
  private var hasThumbnail = false
  private var lacks: [Failure] = []

  init(
    _ order: DecodeOrder, _ container: Container, _ chosen: ChosenStreams, _ outbox: Outbox
  ) throws(Failure) {
    (self.order, self.container, self.chosen, self.outbox) = (order, container, chosen, outbox)
    if order.sound != nil || order.prints != nil || order.peaks != nil || order.loudness != nil {
      try attempt { work throws(Failure) in try work.openSound() }
    }
    if let pictures = order.pictures {
      try attempt { work throws(Failure) in try work.openPictures(pictures) }
    }
  }

  var hasParts: Bool { sound != nil || pictures != nil }

  mutating func makeThumbnail(from file: FileDescriptor, _ cancellation: Cancellation) throws(Failure) {
    try attempt { work throws(Failure) in
      // A file that sound or pictures are decoded from too is opened twice, so that neither disturbs the other's place.
      let own =
        work.hasParts ? try Container.open(file, pixelLimit: work.order.pixelLimit) : work.container
      let maker = ThumbnailMaker(own, order: work.order, cancellation)
      let bytes = try maker.make(ChosenStreams(of: own))
      bytes.withUnsafeBytes { work.outbox.send(.thumbnail, head: [], $0) }
      work.hasThumbnail = true
    }
  }

  func endingWithoutParts() throws(Failure) -> Ending {
    if !hasThumbnail, lacks.count > 1, lacks.allSatisfy({ $0.code == .missing }) {
      throw Failure(.missing, "there is neither sound nor a picture in the file")
    }
    // What is there and was refused says more than what is not there.
    if !hasThumbnail, let lack = lacks.first(where: { $0.code != .missing }) ?? lacks.first { throw lack }
    return Ending(lackingWholeness, reason: reasons([]))
  }

  func ending(_ outcome: DecodePass.Outcome) throws(Failure) -> Ending {
    let faultCount = outcome.faultCount
    let refused = outcome.lacks.first
    if let refused, !hasMade, outcome.wholeness != .cancelled { throw refused }
    let hasDecoded = sound?.hasDecoded == true || pictures?.hasDecoded == true
    if refused == nil && !hasDecoded && !hasThumbnail && outcome.wholeness != .cancelled {
      if order.start > 0, faultCount == 0 { return Ending(.whole, reason: "the file ends before the start") }
      guard faultCount > 0 || outcome.wholeness == .damaged else {
        throw Failure(.empty, "there is neither sound nor a picture in the file")
      }
      throw Failure(.unreadable, "nothing in the file could be decoded")
    }
    let lacking = refused == nil ? lackingWholeness : .damaged
    return Ending(
      outcome.wholeness == .whole ? lacking : outcome.wholeness,
      reason: reasons(outcome.lacks.map(\.reason) + outcome.reasons), soundDuration: sound?.secondsTaken ?? 0,
      pictureCount: pictures?.sentCount ?? 0, faultCount: faultCount)
  }

  private var hasMade: Bool {
    hasThumbnail || (sound?.secondsTaken ?? 0) > 0 || (pictures?.sentCount ?? 0) > 0
  }

  /// What is not in a file leaves it whole; what is in it and could not be had does not.
  private var lackingWholeness: Ending.Wholeness {
    if lacks.contains(where: { $0.code == .tooLarge }) { return .limited }
    return lacks.contains { $0.code != .missing } ? .damaged : .whole
  }

  private func reasons(_ more: [String]) -> String {
    (lacks.map(\.reason) + more).joined(separator: "; ")
  }

  /// Remembers why something cannot be made, except what leaves no hope for anything else.
  private mutating func attempt(_ body: (inout Work) throws(Failure) -> Void) throws(Failure) {
    do throws(Failure) { try body(&self) } catch {
      guard error.code != .outOfMemory, error.code != .io else { throw error }
      lacks.append(error)
    }
  }

  private mutating func openSound() throws(Failure) {
    guard let stream = chosen.sound else {
      throw container.lack(of: .sound) ?? Failure(.missing, "there is no sound in the file")
    }
    sound = try SoundPath(stream, zero: container.zero, order: order, outbox: outbox)
  }

  private mutating func openPictures(_ wanted: DecodeOrder.Pictures) throws(Failure) {
    guard let stream = chosen.pictures else {
      throw container.lack(of: .pictures) ?? Failure(.missing, "there are no pictures in the file")
    }
    try stream.check(pixelLimit: order.pixelLimit)
    pictures = try PicturePath(stream, container, wanted, order: order, outbox: outbox)
  }
}
