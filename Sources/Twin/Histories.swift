import Mechanisms

/// All histories that occurred: each is an earlier one with a sighting more. They are kept from path
/// to path.
final class Histories {
  private var sightings: [Sighting] = []
  private var numbers: [Sighting: Int32] = [:]
  /// Of each history, its sightings, sorted; 0 is the empty one.
  private var sorted: [[Sighting]] = [[]]
  private var known: [[Sighting]: Int32] = [[]: 0]
  private var next: [UInt64: Int32] = [:]

  subscript(_ history: Int32) -> [Sighting] { sorted[Int(history)] }

  func number(of sighting: Sighting) -> Int32 {
    if let known = numbers[sighting] { return known }
    let number = Int32(sightings.count)
    sightings.append(sighting)
    numbers[sighting] = number
    return number
  }

  func extended(_ history: Int32, by sighting: Int32) -> Int32 {
    let key = UInt64(UInt32(history)) << 32 | UInt64(UInt32(sighting))
    if let extended = next[key] { return extended }
    let longer = (sorted[Int(history)] + [sightings[Int(sighting)]]).sorted()
    let number = known[longer] ?? Int32(sorted.count)
    if known[longer] == nil {
      known[longer] = number
      sorted.append(longer)
    }
    next[key] = number
    return number
  }
}
