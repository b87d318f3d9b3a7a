/// A situation in a deal: what was paid on the way to it, and how it goes on.
struct Node {
  enum Kind: UInt8 {
    /// Chance decides.
    case chance
    /// An agent is asked.
    case question
    /// The deal is over, or one of its rounds is.
    case end
  }

  var kind: Kind
  /// Which deal tree it is in.
  var book: Int32
  var parent: Int32
  /// Which of the parent's branches leads here.
  var way: Int32
  var firstBranch: Int32 = 0
  var branches: Int32 = 0
  var firstPayment: Int32 = 0
  var payments: Int32 = 0
  /// Of a question, the seat that is asked; of an end, its number among the ends.
  var seat: Int32 = 0
  /// Of a question, the number of the choice.
  var choice: Int32 = 0
  /// Of a question, the number of the step: those asked in one step are asked at once.
  var step: Int32 = 0
  /// Of a question, the number of what the agent knows.
  var set: Int32 = 0
  /// Of a question, the branch that counts when nobody answers in time; negative if the rules do not say.
  var timeout: Int32 = -1
}

/// One of the ways in which it goes on.
struct Branch {
  /// The largest random number that leads here, of those that led to no branch before: by chance, or, where an
  /// agent is asked, if it does what is prescribed.
  var last: UInt64
  /// The situation that it leads to; negative as long as nobody went there.
  var child: Int32 = -1
  /// The option of the choice; 0 where chance decides.
  var option: Int32 = 0
  /// Whether it is ever prescribed, or where chance decides.
  var isPrescribed = true
}

/// Money that changes hands in a deal. A party is a seat, or, negative, an account.
struct Payment {
  var source: Int32
  var target: Int32
  /// In the units of the ledger.
  var amount: Int64
}

/// Who sits where in a deal.
struct Seat {
  var role: Int32 = 0
  /// Whether it is a member of the cartel that brings its members.
  var isMember = false
}

/// How a deal is over, or a round of it.
struct Ending {
  /// Which of the offences that the market remembers hold.
  var offences: [Bool]
  /// What the next round begins with, if there may be one, as a number in the book.
  var nextRound: Int?
  /// Whether no round was before it.
  var isBeforeRounds: Bool
  /// What is wrong with the rules, as the path shows it.
  var fault: String?
}
