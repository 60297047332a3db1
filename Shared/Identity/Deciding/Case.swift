import Models

/// Two tracks and all that is known of them.
struct Case {
  private let first: Exhibit
  private let second: Exhibit
  private let sound: SoundMatch?
  private let names: NameAgreement
  private let durations: Durations
  private let platformKeys: [SourceKey]
  private let codes: [SourceKey]
  /// Both have codes, and none is in both.
  private let haveOtherCodes: Bool

  init(_ first: Exhibit, _ second: Exhibit, _ sound: SoundMatch?) {
    (self.first, self.second) = (first, second)
    self.sound = sound?.verdict == .tooShort ? nil : sound
    names = NameAgreement(first.name, second.name)
    durations = Durations(first.portrait, second.portrait)
    platformKeys = first.portrait.allKeys.intersection(second.portrait.allKeys).filter {
      $0.platform != .isrc
    }.sorted()
    let left = first.keys { $0 == .isrc }
    let right = second.keys { $0 == .isrc }
    codes = left.intersection(right).sorted()
    haveOtherCodes = !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
  }

  var verdict: TrackLink? {
    if let sound, sound.verdict == .same, let kind = kind(ofSpeed: sound.speed) {
      return variant(kind, .fingerprint, confidence: sound.confidence)
    }
    if !platformKeys.isEmpty { return byPlatform }
    if !codes.isEmpty, let link = byCode { return link }
    if let sound { return bySound(sound) }
    return byName
  }

  // MARK: Rules

  /// What a platform names may still be a version of it: a sped-up upload is linked to the song.
  private var byPlatform: TrackLink? {
    if sound?.verdict == .unrelated { return variant(.version, .platform, confidence: 0.7) }
    if case .different(let kind) = names.marks { return variant(kind, .platform, confidence: 0.9) }
    // Of an original sound the duration is the video's.
    if durations.areDifferent, !first.isOriginalSound, !second.isOriginalSound, sound == nil {
      return variant(durations.kind, .platform, confidence: 0.7)
    }
    return same(.platform, confidence: 0.98)
  }

  /// Codes are copied wrongly: something else has to agree.
  private var byCode: TrackLink? {
    if let sound { return sound.verdict == .same ? bySound(sound) : nil }
    if case .different(let kind) = names.marks {
      // Sources leave marks out; with the same duration the code is right.
      guard durations == .exact, !Self.isLoud(kind) else {
        return names.title >= .slip && names.artists >= .foreign ? variant(kind, .isrc, confidence: 0.8) : nil
      }
      return names.title >= .slip || names.artists == .same ? same(.isrc, confidence: 0.9) : nil
    }
    let hasTitle = names.title >= .slip
    let hasArtist = names.artists >= .partial
    switch durations {
    case .exact, .near:
      let isTold =
        hasTitle || hasArtist || names.title == .foreign && names.artists >= .unknown
        || durations == .exact && names.artists == .unknown
      return isTold ? same(.isrc, confidence: 0.97) : nil
    case .unknown:
      let isTold = hasTitle && names.artists >= .unknown || hasArtist && names.title == .foreign
      return isTold ? same(.isrc, confidence: 0.95) : nil
    case .different:
      return hasTitle && hasArtist ? variant(durations.kind, .isrc, confidence: 0.7) : nil
    }
  }

  /// Differences of which names tell and fingerprints and durations do not.
  private static func isLoud(_ kind: VariantKind) -> Bool {
    switch kind {
    case .spedUp, .slowed, .instrumental, .karaoke, .vocals, .cover: true
    default: false
    }
  }

  private func bySound(_ sound: SoundMatch) -> TrackLink? {
    guard sound.verdict == .same else { return nil }
    if case .different(let kind) = names.marks,
      [.instrumental, .karaoke, .vocals, .clean, .clip].contains(kind)
    {
      return variant(kind, .fingerprint, confidence: sound.confidence)
    }
    let shorter = min(sound.firstDuration, sound.secondDuration)
    let longer = max(sound.firstDuration, sound.secondDuration)
    guard shorter > 0 else { return nil }
    if sound.overlap < 0.6 * shorter { return variant(.edit, .fingerprint, confidence: sound.confidence) }
    if shorter >= 0.8 * longer || !codes.isEmpty { return same(.fingerprint, confidence: sound.confidence) }
    // A release of which the platform plays a part is that release; a part that somebody has cut is a clip.
    let isOffered =
      durations == .unknown && !first.isOriginalSound && !second.isOriginalSound && names.title >= .foreign
      && names.artists >= .unknown && names.marks == .same
    return isOffered
      ? same(.fingerprint, confidence: sound.confidence)
      : variant(.clip, .fingerprint, confidence: sound.confidence)
  }

  /// Creators' own sounds are all called the same.
  private var byName: TrackLink? {
    guard !first.isOriginalSound, !second.isOriginalSound, names.title >= .slip else { return nil }
    switch names.marks {
    case .different(let kind): return byMarks(kind)
    case .unsure(let kind):
      guard durations == .exact, !haveOtherCodes else {
        return names.artists == .same ? variant(kind, .name, confidence: 0.7) : nil
      }
    case .same: break
    }
    switch names.artists {
    case .same: return byArtist
    case .partial:
      return durations.agree && names.title >= .partial && !haveOtherCodes
        ? same(.name, confidence: 0.85) : nil
    case .unknown: return byDuration
    case .foreign, .different: return nil
    }
  }

  private func byMarks(_ kind: VariantKind) -> TrackLink? {
    // A cover has another artist; anything else with another artist is another song of that name.
    guard names.artists >= .partial || (kind == .cover && names.length >= 5 && !names.isCommon) else {
      return nil
    }
    return variant(kind, .name, confidence: 0.8)
  }

  private var byArtist: TrackLink? {
    let isExact = names.title >= .partial
    switch durations {
    case .exact: return same(.name, confidence: isExact && !haveOtherCodes ? 0.95 : 0.85)
    case .near: return haveOtherCodes ? nil : same(.name, confidence: isExact ? 0.9 : 0.82)
    case .unknown:
      let isTelling =
        names.title == .same && !names.isCommon || names.title == .slip && names.length >= 10
        || names.title == .partial && names.length >= 8
      if first.name.isSoft != second.name.isSoft { return nil }
      return isTelling && !haveOtherCodes ? same(.name, confidence: 0.8) : nil
    case .different: return isExact ? variant(durations.kind, .name, confidence: 0.7) : nil
    }
  }

  /// Without an artist: whose it is follows from who else has it.
  private var byDuration: TrackLink? {
    guard names.title == .same, !names.isCommon, !haveOtherCodes, first.name.isSoft == second.name.isSoft
    else { return nil }
    let least = durations == .exact ? 5 : durations == .unknown ? 12 : Int.max
    return names.length >= least ? same(.name, confidence: 0.6, isNameless: true) : nil
  }

  // MARK: Links

  /// What was made of the other is what a creator has posted; of two alike, the first.
  private func kind(ofSpeed speed: Double) -> VariantKind? {
    guard speed > 0, abs(speed - 1) > 0.015 else { return nil }
    if case .different(let kind) = names.marks, kind == .spedUp || kind == .slowed { return kind }
    func isPosted(_ exhibit: Exhibit) -> Bool {
      exhibit.isOriginalSound || exhibit.portrait.key.platform == .tiktok
    }
    let isSecondMade = isPosted(second) && !isPosted(first)
    return (isSecondMade ? 1 / speed : speed) > 1 ? .spedUp : .slowed
  }

  private func same(_ rule: TrackLink.Rule, confidence: Double, isNameless: Bool = false) -> TrackLink {
    var evidence = evidence(confidence)
    if isNameless {
      evidence.nameless = [first, second].filter { $0.name.readings.allSatisfy(\.artists.isEmpty) }
        .map(\.portrait.track).sorted()
    }
    return TrackLink(first.portrait.track, second.portrait.track, .same, rule: rule, evidence: evidence)
  }

  private func variant(_ kind: VariantKind, _ rule: TrackLink.Rule, confidence: Double) -> TrackLink {
    TrackLink(
      first.portrait.track, second.portrait.track, .variant, kind: kind, rule: rule,
      evidence: evidence(confidence))
  }

  private func evidence(_ confidence: Double) -> LinkEvidence {
    let portraits = [first.portrait, second.portrait]
    var evidence = LinkEvidence()
    evidence.titles = portraits.map(\.title)
    if portraits.contains(where: { $0.artist != nil }) {
      evidence.artists = portraits.map { $0.artist ?? "" }
    }
    if portraits.allSatisfy({ $0.duration != nil }) { evidence.durations = portraits.compactMap(\.duration) }
    let keys = platformKeys + codes
    evidence.keys = keys.isEmpty ? nil : keys
    evidence.sound = sound
    evidence.confidence = confidence - tieBreak
    return evidence
  }

  /// Far below what confidence can tell: of links that are equally sure the same one is the stronger, whichever number a
  /// track was given first.
  private var tieBreak: Double {
    let keys = [first, second].map(\.portrait.key.description).sorted().joined(separator: " ")
    let share = Double(UInt64(bitPattern: NameKeys.hash(keys)) >> 11) / Double(1 << 53)
    return share * 1e-6
  }
}
