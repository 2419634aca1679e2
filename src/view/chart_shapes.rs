//! What templates see of charts, timelines and lists of grants. Made as `shapes.rs` is.

use tera::Value;

use super::shape::{Field, Shape, shapes};
use super::shapes::{CardValue, FacetTermsValue, TermCardValue, TermLink};

shapes! {
    /// What stands together on a timeline.
    TimelineYear {
        /// The year; none for terms that state none. They stand where the facet's order puts them.
        year: Option<i64>,
        /// The terms.
        terms: Vec<TermCardValue>,
    }

    /// The charts of a facet's overview and the table of the same numbers. The template `facet.html` has it as
    /// `charts`, which is none for a facet of one term or very many.
    ChartsView {
        /// One of projects and, where amounts are known, one of amounts for each currency.
        charts: Vec<ChartView>,
        /// The currencies of the charts and the table, by code.
        currencies: Vec<String>,
        /// The table, in the facet's order.
        rows: Vec<RowView>,
    }

    /// A chart of horizontal bars.
    ChartView {
        /// `projects` or `amount`.
        kind: String,
        /// The currency's code, in a chart of amounts.
        currency: Option<String>,
        /// The bars, in the facet's order.
        bars: Vec<BarView>,
        /// The bar that is longest.
        longest: BarView,
        /// In a chart of amounts: how many terms, or projects, state one in this currency.
        stated: usize,
        /// Of how many.
        total: usize,
        /// Are the amounts those that terms state of themselves (else they are sums of projects' amounts)?
        of_terms: bool,
        /// May a project count for several terms?
        many: bool,
        /// How many projects have a term here that is inferred.
        inferred: usize,
        /// Of how many that have a term here.
        projects: usize,
    }

    /// A bar of a chart.
    BarView {
        /// What it stands for.
        title: String,
        /// The tag of that name's language, where that is not the page's.
        language: Option<String>,
        /// The number of its colour among the theme's `hues`, if each term of the chart has one of its own.
        hue: Option<usize>,
        /// How much it is, formatted; none where no amount is stated.
        value: Option<String>,
        /// How long it is, in percent of the place for the bar and the value after it.
        width: String,
    }

    /// A row of the table beside a chart.
    RowView {
        /// The term.
        term: TermLink,
        /// How many projects it has; drafts don't count, even in a preview.
        count: usize,
        /// The amount in each currency of the table, formatted, with "up to" where it is a ceiling.
        amounts: Vec<Option<String>>,
    }

    /// A project as a grant: with its year and the rounds that paid for it. The template `term.html` has a list of
    /// them as `grants` where the term is an organisation, one for each of `projects`; else the list is empty.
    GrantView {
        /// The project.
        card: CardValue,
        /// The year it began, else that of a round that it is stated to belong to.
        year: Option<i64>,
        /// Its terms in the facets that are shown as a timeline.
        facets: Vec<FacetTermsValue>,
    }

    /// An organisation and all that it was granted. The template `facet.html` has a list of them as `organisations`,
    /// where the facet's terms are organisations and their grants not too many for one page; else the list is empty.
    OrganisationView {
        /// The organisation.
        term: TermCardValue,
        /// Its grants, in reading order.
        grants: Vec<GrantView>,
    }

    /// The other grants of an organisation that a project belongs to.
    OtherGrants {
        /// What the organisation is, such as "Grantee".
        singular: String,
        /// The organisation.
        term: TermLink,
        /// How many other projects it has.
        count: usize,
        /// The first of them.
        grants: Vec<GrantView>,
    }
}
