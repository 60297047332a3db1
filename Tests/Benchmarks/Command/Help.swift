/// What the program says of itself.
enum Help {
  static let text = """
    Usage: hookline-bench NAME… [options]
    Compares Hookline with its peers on the servers that the environment names (HOOKLINE_ADMIN_DATABASE_URL),
    in a database of its own that is dropped at the end. NAME is a benchmark, or one of its comparisons, as
    storage/copy.

      --json         one JSON object a line instead of a table
      --list         list the benchmarks and what they compare
      --rows N       rows of copies (default \(Scale().rows)); memory is watched over five times as many
      --rounds N     turns of each side (default \(Scale().rounds)); the medians are quoted
      --seconds N    length of a turn that runs for a time (default \(Scale().seconds))
      --starts N     starts of a process (default \(Scale().starts))
      --tasks N      tasks of a pipeline, twenty a run, and handles to enqueue (default \(Scale().tasks))
      --creators N   creators that are served, thirty videos each (default \(Scale().creators))
      --fingerprints N  fingerprints among which some are looked up (default \(Scale().fingerprints))
      --megabytes N  of files with a record a line (default \(Scale().megabytes))
      --pieces N     of music in a set that is made and analysed, half as many songs (default \(Scale().pieces))
      --clips N      of video that are made and looked at (default \(Scale().clips))
      --tracks N     of a catalogue, with as many users (default \(Scale().tracks))
      --seed N       of what is made at random (default \(Scale().seed))

    A ratio above 1 is better for Hookline, whatever the unit. Where less is better it is peer / ours; for
    start it is (peer + 60) / ours, so that 1 means 60 ms later than the peer.
    Exits 0 when every ratio meets its target and every rate its floor, 1 when one misses it or could not be measured, 2 for misuse.

    """

  static func list(_ benchmarks: [Benchmark]) -> String {
    var text = ""
    for benchmark in benchmarks {
      text += benchmark.name + "\n"
      let rows = benchmark.comparisons.map { $0.listing }
      text += aligned(rows, indent: 2)
    }
    return text
  }
}

/// Rows as lines of columns; each column is as wide as its widest text.
func aligned(_ rows: [[String]], indent: Int = 0) -> String {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    let cells = zip(row, widths).map { text, width in
      text + String(repeating: " ", count: width - text.count)
    }
    var line = String(repeating: " ", count: indent) + cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }.joined()
}
