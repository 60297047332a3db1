import MediaWire

/// All that came of one order.
struct Answer: Sendable {
  var info: MediaInfo?
  var parts: [SoundPart] = []
  var pictures: [Picture] = []
  var prints: [Print] = []
  var peaks: [Peak] = []
  var loudness: SoundLoudness?
  var thumbnail: [UInt8]?
  var ending: Ending?
  var failure: Failure?

  var isOver: Bool { ending != nil || failure != nil }
  var samples: [Float] { parts.flatMap(\.samples) }
  var times: [Double] { pictures.map(\.time) }

  mutating func add(_ reply: Reply) {
    switch reply {
    case .hello: break
    case .about(let info): self.info = info
    case .sound(let part): parts.append(part)
    case .picture(let picture): pictures.append(picture)
    case .print(let print): prints.append(print)
    case .peaks(let peaks): self.peaks += peaks
    case .loudness(let loudness): self.loudness = loudness
    case .thumbnail(let bytes): thumbnail = bytes
    case .end(let ending): self.ending = ending
    case .failure(let failure): self.failure = failure
    }
  }
}
