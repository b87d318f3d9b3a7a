import Mechanisms

/// One who takes part in the market, under one name.
struct Resident {
  /// What it has, in units, with what is under way.
  var wallet: Int64 = 0
  var random: RandomStream
  /// The number of the mind that decides for it; negative for those who are honest, or follow a script.
  var mind: Int32
  /// The number of its population; after those, one for each scripted cartel.
  var population: Int32
  /// In how many deals it is.
  var deals: Int32 = 0
  var offences: Int32 = 0
}

/// How a resident comes and goes: apart from what every deal looks at.
struct Stay {
  /// When it leaves.
  var leaving = Int.max
  /// Its place among those of its role who are there; negative if it is not.
  var place: Int32 = -1
  /// Its first token; the others follow.
  var token: Int32 = 0
  /// How many of its tokens look for nothing any more, since it leaves.
  var parked: Int32 = 0
}

/// A deal under way.
struct Deal {
  /// How many deals were begun before it.
  var number = 0
  var began = 0
  /// When the agents that are being asked were asked.
  var asked = 0
  /// When its money was last looked at.
  var seen = 0
  var random: RandomStream
  /// The situation that it is in.
  var node: Int32 = -1
  /// What the agent that is asked has decided, until its answer arrives; negative if nobody is asked.
  var answer: Int32 = -1
  /// The last bits of when its answer arrives.
  var due: UInt32 = 0
  /// How many situations it was in.
  var length: UInt32 = 0

  var isOpen: Bool { node >= 0 }

  /// Whether an answer is awaited now.
  func isDue(_ now: Int) -> Bool {
    isOpen && answer >= 0 && due == UInt32(truncatingIfNeeded: now)
  }
}

/// What goes wrong in a deal, where somebody is asked.
struct Trouble {
  var fault: MarketFault
  var seat: Int32
  /// The situation.
  var node: Int32
}

/// A decision of a mind in a deal, to be told what it brought.
struct Decision {
  var mind: Int32
  var row: Int32
  var option: Int32
  /// The number of the choice.
  var choice: Int32
}
