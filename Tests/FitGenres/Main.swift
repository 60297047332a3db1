import Audio
import Glibc
import Samples
import TestMusic

/// Fits the weights by which families of music are told apart.
///
/// usage: FitGenres traits tuning|unseen SEED COUNT > FILE
///        FitGenres fit < FILE > Shared/Audio/Genres/GenreWeights+Table.swift
///        FitGenres judge < FILE
///
/// `traits` makes pieces by TestMusic, brings them to other colours and levels, and prints a line for each: its family,
/// its style and its traits. `fit` learns from such lines of the tuning half, and from nothing else, and prints Swift; a
/// fifth is kept apart to choose below which likelihood no family is named. `judge` says how the fitted weights do.
/// With `--release`, as it is a matter of minutes.
@main struct Main {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("traits", 4):
      guard let split = Split(rawValue: words[1]), let seed = UInt64(words[2]), let count = Int(words[3])
      else {
        return usage()
      }
      write(split, seed: seed, count: count)
    case ("fit", 1): fit(read())
    case ("judge", 1): print(Outcome(read()[...], .fitted))
    default: usage()
    }
  }

  private static func usage() {
    print("usage: FitGenres traits tuning|unseen SEED COUNT | FitGenres fit | FitGenres judge")
    exit(2)
  }

  private static func write(_ split: Split, seed: UInt64, count: Int) {
    let pieces = TestMusic.families(split, GenreWeights.families, count: count, seed: seed)
    for (number, piece) in pieces.enumerated() {
      var color = Color(seed: UInt64(number) &+ seed << 20)
      let listener = Listener()
      listener.take(color.colored(piece.sound()))
      let heard = listener.finish()
      let chroma = Chroma(heard.pitches), key = KeyEvidence(chroma, heard.pitches)
      let rhythm = RhythmJudge().rhythm(heard, chroma, key)
      guard let family = piece.family, let traits = GenreTraits(heard, chroma, key, rhythm) else { continue }
      let values = traits.values.map { "\(($0 * 1e5).rounded() / 1e5)" }.joined(separator: " ")
      print("\(family)\t\(piece.style)\t\(values)")
    }
  }

  private static func read() -> [Sample] {
    var samples: [Sample] = []
    while let line = readLine() {
      let words = line.split(separator: "\t")
      guard words.count == 3, let family = GenreWeights.families.firstIndex(of: String(words[0])) else {
        continue
      }
      let values = words[2].split(separator: " ").compactMap { Double($0) }
      if values.count == GenreTraits.names.count { samples.append(Sample(family: family, values: values)) }
    }
    return samples
  }

  private static func fit(_ samples: [Sample]) {
    let kept = samples.count / 5
    let tried = Fit(Array(samples.dropLast(kept))).run()
    var fitted = Fit(samples).run()
    fitted.least = Outcome(samples.suffix(kept), tried).leastLikelihood(abstaining: 0.15)
    Table(fitted, count: samples.count).write()
  }
}

struct Sample {
  let family: Int
  var values: [Double]
}
