public import Media
import Vision

extension JSONValue {
  /// What was seen in a film or in photos.
  public static func picture(_ picture: SeenPicture) -> JSONValue {
    .object(
      [
        ("kind", .string(picture.kind.rawValue)), ("width", .int(picture.width)),
        ("height", .int(picture.height)),
        ("orientation", .string(picture.looks.orientation.rawValue)),
        ("letterbox", letterbox(picture.looks.letterbox)),
        ("frames", .int(picture.frames)),
      ] + members(picture.shots) + members(picture.looks) + [
        (
          "keyFrames",
          .array(
            picture.print.frames.map {
              ["time": .time($0.time), "hash": .string(digits($0.descriptor.hash))]
            })
        )
      ])
  }

  private static func members(_ shots: Shots?) -> [(String, JSONValue)] {
    [
      ("shots", .array((shots?.shots ?? []).map { span($0.start, $0.end) })),
      ("transitions", .array((shots?.transitions ?? []).map(transition))),
      ("cutsPerMinute", .number(shots?.cutsPerMinute, digits: 2)),
      ("medianShot", .number(shots?.medianLength, digits: 4)),
      (
        "cutTempo",
        (shots?.tempo).map { .confident($0.beatsPerMinute, $0.confidence, $0.alternatives) } ?? .null
      ),
    ]
  }

  private static func members(_ looks: Looks) -> [(String, JSONValue)] {
    let motion = looks.motion
    return [
      (
        "motion",
        motion.map {
          [
            "energy": .number($0.energy, digits: 5),
            "deviation": .number($0.energyDeviation, digits: 5),
          ]
        } ?? .null
      ),
      ("brightness", course(looks.brightness)), ("contrast", course(looks.contrast)),
      ("saturation", course(looks.saturation)), ("colourfulness", course(looks.colourfulness)),
      ("temperature", .number(looks.temperature, digits: 0)), ("warmth", course(looks.warmth)),
      (
        "palette",
        .array(
          looks.palette.swatches.map { ["colour": .string($0.hex), "share": .share($0.share)] })
      ),
      ("spatialInformation", course(looks.spatialInformation)),
      (
        "temporalInformation",
        motion.map {
          [
            "greatest": .share($0.temporalInformation),
            "mean": .share($0.meanTemporalInformation),
            "outsideCuts": .share($0.temporalInformationOutsideCuts),
          ]
        } ?? .null
      ),
      ("looks", .array(looks.looks.map(look))),
    ]
  }

  private static func span(_ start: Double, _ end: Double) -> JSONValue {
    ["start": .time(start), "end": .time(end)]
  }

  private static func transition(_ transition: Transition) -> JSONValue {
    [
      "kind": .string(transition.kind.rawValue), "start": .time(transition.start),
      "end": .time(transition.end), "confidence": .share(transition.confidence),
    ]
  }

  private static func course(_ course: Looks.Course) -> JSONValue {
    [
      "mean": .share(course.mean), "deviation": .share(course.deviation),
      "least": .share(course.least), "greatest": .share(course.greatest),
    ]
  }

  private static func look(_ look: Look) -> JSONValue {
    [
      "name": .string(look.name.rawValue), "strength": .share(look.strength),
      "measure": .string(look.measure.rawValue), "value": .share(look.value),
      "threshold": .share(look.threshold),
    ]
  }

  /// All sixteen.
  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func letterbox(_ bars: Letterbox) -> JSONValue {
    ["top": .int(bars.top), "bottom": .int(bars.bottom), "left": .int(bars.left), "right": .int(bars.right)]
  }
}
