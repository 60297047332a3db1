import Documents
import Media
import Vision

extension SeenPicture {
  /// Times to a tenth of a millisecond, what goes from 0 to 1 to a thousandth.
  var json: JSONValue {
    .object(
      [
        ("kind", .string(kind.rawValue)), ("width", .int(width)), ("height", .int(height)),
        ("orientation", .string(looks.orientation.rawValue)), ("letterbox", looks.letterbox.json),
        ("frames", .int(frames)),
      ] + shotMembers + lookMembers + [
        (
          "keyFrames",
          .array(
            print.frames.map {
              ["time": AnalysisReport.time($0.time), "hash": .string(Self.digits($0.descriptor.hash))]
            })
        )
      ])
  }

  private var shotMembers: [(String, JSONValue)] {
    [
      ("shots", .array((shots?.shots ?? []).map { Self.span($0.start, $0.end) })),
      ("transitions", .array((shots?.transitions ?? []).map(Self.json))),
      ("cutsPerMinute", AnalysisReport.number(shots?.cutsPerMinute, 2)),
      ("medianShot", AnalysisReport.number(shots?.medianLength, 4)),
      ("cutTempo", (shots?.tempo).map(Self.json) ?? .null),
    ]
  }

  private var lookMembers: [(String, JSONValue)] {
    let motion = looks.motion
    return [
      (
        "motion",
        motion.map {
          [
            "energy": AnalysisReport.number($0.energy, 5),
            "deviation": AnalysisReport.number($0.energyDeviation, 5),
          ]
        } ?? .null
      ),
      ("brightness", Self.json(looks.brightness)), ("contrast", Self.json(looks.contrast)),
      ("saturation", Self.json(looks.saturation)), ("colourfulness", Self.json(looks.colourfulness)),
      ("temperature", AnalysisReport.number(looks.temperature, 0)), ("warmth", Self.json(looks.warmth)),
      (
        "palette",
        .array(
          looks.palette.swatches.map { ["colour": .string($0.hex), "share": AnalysisReport.share($0.share)] })
      ),
      ("spatialInformation", Self.json(looks.spatialInformation)),
      (
        "temporalInformation",
        motion.map {
          [
            "greatest": AnalysisReport.share($0.temporalInformation),
            "mean": AnalysisReport.share($0.meanTemporalInformation),
            "outsideCuts": AnalysisReport.share($0.temporalInformationOutsideCuts),
          ]
        } ?? .null
      ),
      ("looks", .array(looks.looks.map(Self.json))),
    ]
  }

  private static func span(_ start: Double, _ end: Double) -> JSONValue {
    ["start": AnalysisReport.time(start), "end": AnalysisReport.time(end)]
  }

  private static func json(_ transition: Transition) -> JSONValue {
    [
      "kind": .string(transition.kind.rawValue), "start": AnalysisReport.time(transition.start),
      "end": AnalysisReport.time(transition.end), "confidence": AnalysisReport.share(transition.confidence),
    ]
  }

  private static func json(_ tempo: CutTempo) -> JSONValue {
    [
      "bpm": AnalysisReport.number(tempo.beatsPerMinute, 2),
      "confidence": AnalysisReport.share(tempo.confidence),
      "alternatives": .array(tempo.alternatives.map { AnalysisReport.number($0, 2) }),
    ]
  }

  private static func json(_ course: Looks.Course) -> JSONValue {
    [
      "mean": AnalysisReport.share(course.mean), "deviation": AnalysisReport.share(course.deviation),
      "least": AnalysisReport.share(course.least), "greatest": AnalysisReport.share(course.greatest),
    ]
  }

  private static func json(_ look: Look) -> JSONValue {
    [
      "name": .string(look.name.rawValue), "strength": AnalysisReport.share(look.strength),
      "measure": .string(look.measure.rawValue), "value": AnalysisReport.share(look.value),
      "threshold": AnalysisReport.share(look.threshold),
    ]
  }

  /// All sixteen.
  private static func digits(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Letterbox {
  fileprivate var json: JSONValue {
    ["top": .int(top), "bottom": .int(bottom), "left": .int(left), "right": .int(right)]
  }
}
