//! The classes that the heads tell apart, in the order of the model's scores.

/// An enum of classes with the names that the training side and the weights' file give them.
macro_rules! classes {
    ($(#[$about:meta])* $name:ident { $($class:ident = $spelt:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the names are those of the annotation")]
        pub enum $name { $($class),* }

        impl $name {
            /// All classes, in the order of the model's scores.
            pub const ALL: [Self; [$($spelt),*].len()] = [$(Self::$class),*];

            /// The name in the corpora's spelling.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$class => $spelt),* }
            }
        }
    };
}

classes! {
    /// What a word is a part of; `B` begins a span.
    Label {
        O = "O", BSource = "B-source", ISource = "I-source", BCue = "B-cue", ICue = "I-cue", BContent = "B-content",
        IContent = "I-content",
    }
}

classes! {
    /// Part of speech, by Universal Dependencies.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

classes! {
    /// Part of speech with number, tense and degree, by the Penn Treebank as the English treebanks of Universal
    /// Dependencies use it.
    Xpos {
        Dollar = "$", CloseQuote = "''", Comma = ",", Lrb = "-LRB-", Rrb = "-RRB-", Stop = ".", Colon = ":", Add = "ADD",
        Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Gw = "GW", Hyph = "HYPH", In = "IN",
        Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS",
        Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS",
        Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP",
        Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", OpenQuote = "``",
    }
}

classes! {
    /// How a word depends on its head, by Universal Dependencies.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
        Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
        Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

classes! {
    /// What sort of thing a phrase mentions, told at its head.
    Sort {
        None = "none", Person = "person", Organisation = "organisation", Place = "place", Time = "time",
        Event = "event", Object = "object", Abstract = "abstract", Other = "other",
    }
}

classes! {
    /// What a token is as a predicate, by PropBank: none, one in the sense of that number, a light verb, one of a rarer
    /// sense, an auxiliary.
    Predicate {
        None = "none", Sense1 = "01", Sense2 = "02", Sense3 = "03", Sense4 = "04", Sense5 = "05", Sense6 = "06",
        Sense7 = "07", Sense8 = "08", Sense9 = "09", Sense10 = "10", Sense11 = "11", Sense12 = "12", Light = "LV",
        Other = "other", Auxiliary = "aux",
    }
}

classes! {
    /// The type of event that a word tells of.
    Event {
        None = "none", Transfer = "transfer", Production = "production", Use = "use", Cooperation = "cooperation",
        Training = "training", Restriction = "restriction", Interdiction = "interdiction",
    }
}

classes! {
    /// How far an event has got, whatever its type.
    Stage {
        Unspecified = "unspecified", Offered = "offered", Requested = "requested", Planned = "planned", Agreed = "agreed",
        Approved = "approved", Shipped = "shipped", Delivered = "delivered", Suspended = "suspended",
        UnderConstruction = "under_construction", Operational = "operational", Halted = "halted",
        Threatened = "threatened", Used = "used", Active = "active", Ended = "ended", Ongoing = "ongoing", Done = "done",
        Imposed = "imposed", Lifted = "lifted", Attempted = "attempted",
    }
}

classes! {
    /// What the head of a phrase is in an event.
    Role {
        None = "none", Supplier = "supplier", Recipient = "recipient", Item = "item", Route = "route", Origin = "origin",
        Destination = "destination", InExchangeFor = "in_exchange_for", Producer = "producer", Partner = "partner",
        Facility = "facility", Place = "place", User = "user", Target = "target", Party = "party", Field = "field",
        Trainer = "trainer", Trainee = "trainee", Imposer = "imposer", Interdictor = "interdictor",
    }
}

classes! {
    /// What the head of an argument is to its predicate, by PropBank: a numbered argument, or an adjunct.
    Argument {
        None = "none", Arg0 = "ARG0", Arg1 = "ARG1", Arg2 = "ARG2", Arg3 = "ARG3", Arg4 = "ARG4", Time = "TMP",
        Location = "LOC", Modal = "MOD", Negation = "NEG", Purpose = "PRP", Adverbial = "ADV", Manner = "MNR",
        Direction = "DIR", Extent = "EXT", Cause = "CAU", Discourse = "DIS", Predication = "PRD", Goal = "GOL",
        Comitative = "COM", Adjectival = "ADJ", LightVerb = "LVB", Other = "other",
    }
}
